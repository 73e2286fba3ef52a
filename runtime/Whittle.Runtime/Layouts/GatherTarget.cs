namespace Whittle.Runtime.Layouts;

/// <summary>What an instruction set offers to gather kernels.</summary>
/// <param name="Costs">Measured costs.</param>
/// <param name="PairSafeTile">Whether tiles of positions need pair-safe weights.</param>
/// <param name="PairSafeSingle">Whether single positions need them.</param>
/// <param name="Formats">Sizes of a step for tiles of positions, of which the best is taken.</param>
internal sealed record GatherTarget(SparseCosts Costs, bool PairSafeTile, bool PairSafeSingle, params GatherFormat[] Formats)
{
    // A second window that touches two lines now and then pays where the third-level cache makes all others wait.
    private static readonly GatherFormat[] s_singles = [GatherFormat.Window64, GatherFormat.Window128, GatherFormat.Pair64 with { Alignment = 32 }];

    /// <summary>Outputs of a block: two vectors.</summary>
    public int Panel { get; init; } = 16;

    /// <summary>Sizes of a step for single positions.</summary>
    public GatherFormat[] SingleFormats { get; init; } = Formats;

    public static GatherTarget Vector128 { get; } = new(SparseCosts.Vector128, true, true, GatherFormat.Window16Narrow) { Panel = 8 };

    public static GatherTarget Avx2 { get; } = new(SparseCosts.Avx2, true, true, GatherFormat.Window16);

    public static GatherTarget Avx2Vnni { get; } = new(SparseCosts.Avx2Vnni, false, false, GatherFormat.Window16);

    public static GatherTarget Avx512 { get; } =
        new(SparseCosts.Avx512, true, true, GatherFormat.Window64, GatherFormat.Pair64) { SingleFormats = s_singles };

    /// <summary>In tiles, 512 bits of pair-safe weights beat two halves of <c>vpdpbusd</c>; single positions are bound by reading, so fuller steps
    /// win.</summary>
    public static GatherTarget Avx512Vnni { get; } =
        new(SparseCosts.Avx512Vnni, true, false, GatherFormat.Window64, GatherFormat.Pair64) { SingleFormats = s_singles };

    /// <summary>Where a 512-bit instruction takes two ports, pair-safe weights gain nothing, and steps of 256 bits are quicker than half a wide one.</summary>
    public static GatherTarget Avx512VnniNarrow { get; } =
        new(SparseCosts.Avx512VnniNarrow, false, false, GatherFormat.Window64, GatherFormat.Window16, GatherFormat.Pair64) { SingleFormats = s_singles };
}
