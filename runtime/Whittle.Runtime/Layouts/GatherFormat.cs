namespace Whittle.Runtime.Layouts;

/// <summary>Sizes of a gather step: what an instruction set looks up and multiplies at once.</summary>
/// <param name="Lanes">Rows (outputs) of a full block, one lane each.</param>
/// <param name="Slots">Weights of each lane in one step.</param>
/// <param name="Window">Consecutive bytes of each place that a step reaches.</param>
/// <param name="Alignment">Windows start at multiples of this, except where they would pass the last column.</param>
internal readonly record struct GatherFormat(int Lanes, int Slots, int Window, int Alignment)
{
    /// <summary>AVX-512 VBMI: <c>vpermb</c>. Windows that start at multiples of 16 touch two cache lines less often.</summary>
    public static GatherFormat Window64 => new(16, 4, 64, 16);

    /// <summary>AVX-512 VBMI: <c>vpermi2b</c>, for few weights. As it loads two lines anyhow, it should not load three.</summary>
    public static GatherFormat Window128 => new(16, 4, 128, 64);

    /// <summary>The same with two windows, of which none should touch two lines.</summary>
    public static GatherFormat Pair64 => new(16, 4, 64, 64) { Windows = 2 };

    /// <summary>AVX2: <c>vpshufb</c>.</summary>
    public static GatherFormat Window16 => new(8, 4, 16, 1);

    /// <summary>128-bit vectors.</summary>
    public static GatherFormat Window16Narrow => new(4, 4, 16, 1);

    /// <summary>Windows of a step, each anywhere: 1 or 2.</summary>
    public int Windows { get; init; } = 1;

    /// <summary>Whether slots 0 and 1, and 2 and 3, are so chosen that the sum of their products with any bytes fits 16 bits.</summary>
    public bool PairSafe { get; init; }

    /// <summary>Whether rows are sorted by their number of non-zeros: fuller blocks, but somebody must bring the sums back into order.</summary>
    public bool Sorted { get; init; }

    /// <summary>Blocks have a multiple of this many steps.</summary>
    public int StepMultiple { get; init; } = 1;

    public int SlotsPerStep => Lanes * Slots;
}
