namespace Whittle.Runtime.Layouts;

/// <summary>Sizes of a gather step: what an instruction set looks up and multiplies at once.</summary>
/// <param name="Rows">Rows (outputs) of a block, one lane each.</param>
/// <param name="Slots">Weights of each row in one step.</param>
/// <param name="Window">Consecutive columns that a step reaches.</param>
/// <param name="Alignment">Windows start at multiples of this, except where they would pass the last column.</param>
internal readonly record struct GatherFormat(int Rows, int Slots, int Window, int Alignment)
{
    /// <summary>AVX-512 VBMI: <c>vpermb</c>. Windows that start at multiples of 16 touch two cache lines less often.</summary>
    public static GatherFormat Window64 => new(16, 4, 64, 16);

    /// <summary>AVX2: <c>vpshufb</c>.</summary>
    public static GatherFormat Window16 => new(8, 4, 16, 1);

    /// <summary>128-bit vectors.</summary>
    public static GatherFormat Window16Narrow => new(4, 4, 16, 1);
}
