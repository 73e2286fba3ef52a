namespace Whittle.Runtime.Layouts;

/// <summary>What dense and sparse int8 kernels cost on one instruction set: cycles of one core of an AMD Zen 5, measured per layer with warm caches.</summary>
/// <param name="DenseTile">Multiplications per cycle of dense weights over at least four positions.</param>
/// <param name="DenseSingle">Multiplications per cycle of dense weights over a single position.</param>
/// <param name="StepTile">Cycles of a gather step per position, in tiles of positions.</param>
/// <param name="StepSingle">Cycles of a gather step for a single position.</param>
internal readonly record struct SparseCosts(double DenseTile, double DenseSingle, double StepTile, double StepSingle)
{
    /// <summary>A sparse kernel must win by this much, as its layer also takes longer to load.</summary>
    public const double LeastGain = 1.05;

    /// <summary>What it takes to bring the sum of a sorted row to its place.</summary>
    public const double SettleCycles = 1;

    // Two windows take two loads; those that start anywhere cross cache lines.
    private const double PairHalfAligned = 1.41;
    private const double PairUnaligned = 1.72;

    // What every layer has for sixteen outputs of a position, and for a call; what gather steps have besides, for each block.
    private const double EpilogueCycles = 3;
    private const double CallCycles = 110;
    private const double BlockSingle = 8;
    private const double FoldTile = 4;
    private const double FoldSingle = 20;
    private const double FirstLevelBytes = 32 * 1024;
    private const double ThirdLevelSpeed = 25;

    public static SparseCosts Vector128 => new(11.3, 7.5, 1.1, 1.8);

    public static SparseCosts Avx2 => new(22.3, 15, 1.1, 2);

    public static SparseCosts Avx2Vnni => new(59.5, 40, 0.75, 1.8);

    public static SparseCosts Avx512 => new(47, 28, 1.32, 2.4) { BlockTile = 0 };

    public static SparseCosts Avx512Vnni => new(64, 42, 1.32, 2) { BlockTile = 0 };

    /// <summary>An Intel core, whose wide instructions take two ports of three.</summary>
    public static SparseCosts Avx512VnniNarrow => new(58, 30, 2.12, 3)
    {
        StepTileNarrow = 0.87,
        PairAligned = 1.55,
        BlockTile = 1.5,
        WideSingle = 0.5,
        PairSingle = 1.4,
        PairSingleUnaligned = 1.5,
        SecondLevelBytes = 1800 * 1024,
        SecondLevelSpeed = 33,
    };

    /// <summary>Cycles of a gather step of eight lanes per position, in tiles, where <see cref="StepTile"/> is one of sixteen.</summary>
    public double StepTileNarrow { get; init; } = StepTile;

    /// <summary>A tile's step of two aligned windows, as so many of one.</summary>
    public double PairAligned { get; init; } = 1.13;

    /// <summary>Cycles of a block per position, in tiles, beside its steps: none where four positions are ended together.</summary>
    public double BlockTile { get; init; } = 4;

    /// <summary>What a window of 128 bytes costs a single position beyond <see cref="StepSingle"/>, also while weights come from the second-level cache;
    /// the third-level cache takes longer anyhow.</summary>
    public double WideSingle { get; init; } = 0.4;

    /// <summary>The same for two aligned windows.</summary>
    public double PairSingle { get; init; } = 0.6;

    /// <summary>And for two that touch three lines or four.</summary>
    public double PairSingleUnaligned { get; init; } = 1;

    /// <summary>Bytes of weights that the second-level cache holds.</summary>
    public double SecondLevelBytes { get; init; } = 900 * 1024;

    /// <summary>Bytes a cycle of a single position's weights from there.</summary>
    public double SecondLevelSpeed { get; init; } = 42;

    /// <summary>Cycles of a dense layer per position.</summary>
    public double Dense(int outputs, int inputs, bool single)
    {
        var macs = (outputs + 15) / 16 * 16.0 * ((inputs + 3) / 4 * 4);
        return (single ? Math.Max(macs / DenseSingle, Read(macs)) : macs / DenseTile) + Common(outputs, single);
    }

    /// <summary>Cycles of one gather step per position.</summary>
    public double Step(GatherFormat format, bool single) => single ? StepSingle + Loads(format)
        : format.Lanes == 8 ? StepTileNarrow
        : format.Windows == 1 ? StepTile
        : StepTile * (format.Alignment >= 64 ? PairAligned : format.Alignment >= 32 ? PairHalfAligned : PairUnaligned);

    /// <summary>Cycles of gather steps per position.</summary>
    public double Gather(GatherSteps steps, bool single)
    {
        var format = steps.Format;
        var cycles = steps.Steps * Step(format, single);
        var settle = format.Sorted ? SettleCycles * steps.Order.Length : 0;
        foreach (var block in steps.Blocks)
        {
            settle += (single ? BlockSingle : BlockTile) + (block.Stride == format.Lanes ? 0 : single ? FoldSingle : FoldTile);
        }

        var bytes = (2.0 * steps.Slots) + (4 * format.Windows * steps.Steps);
        return (single ? Math.Max(cycles, Read(bytes, Loads(format) * steps.Steps)) : cycles) + settle + Common(steps.Order.Length, single);
    }

    /// <summary>Cycles of blocks per position: they are multiplied as dense weights are.</summary>
    public double Blocks(int steps, int panel, int outputs, bool single)
    {
        double macs = (double)steps * panel * BlockSteps.Width;
        return (single ? Math.Max(macs / DenseSingle, Read(macs)) : macs / DenseTile) + (outputs / (double)panel * BlockTile) + Common(outputs, single);
    }

    private static double Common(int outputs, bool single) => ((outputs + 15) / 16 * EpilogueCycles) + (single ? CallCycles : 0);

    /// <summary>Cycles that reading weights takes where each is used once.</summary>
    private double Read(double bytes, double loads = 0) => bytes < FirstLevelBytes ? 0
        : bytes < SecondLevelBytes ? (bytes / SecondLevelSpeed) + loads
        : bytes / ThirdLevelSpeed;

    /// <summary>Cycles of a single position's step for loading more than one window of 64 bytes.</summary>
    private double Loads(GatherFormat format) =>
        format.Windows > 1 ? format.Alignment >= 64 ? PairSingle : PairSingleUnaligned : format.Window > 64 ? WideSingle : 0;
}
