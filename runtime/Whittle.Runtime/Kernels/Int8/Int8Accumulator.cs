using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Packed weights of a layer and the loops that multiply them where sums do not end in registers: activations in, int32 sums out.
/// <see cref="SummingKernel{TEpilogue}"/> ends them.</summary>
internal abstract unsafe class Int8Accumulator
{
    // 16 KiB of sums: together with a tile of activations and a panel of weights they stay in the L1 cache.
    private const int SumsPerChunk = 4096;
    private const int LeastPositions = 8;

    protected Int8Accumulator(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, int overhang)
    {
        Geometry = geometry;
        Stride = RoundUp(geometry.Outputs + overhang, 16);
        Chunk = ChunkOf(geometry, Stride);
        WeightSums = Sums(geometry, weights);
    }

    public Int8Geometry Geometry { get; }

    /// <summary>Distance of the sums of one position from those of the next: the outputs, and room for what whole vectors write past them.</summary>
    public int Stride { get; }

    /// <summary>Positions to ask for at once: whole rows, or a part of a row in multiples of eight.</summary>
    public int Chunk { get; }

    /// <summary>Σ of each output's weights: subtract as many times the input's zero point.</summary>
    public int[] WeightSums { get; }

    /// <summary>Sums of products for some positions. Signed activations count 128 more than they are, as the instructions want them unsigned.</summary>
    /// <param name="input">The whole input.</param>
    /// <param name="signed">Whether activations are signed.</param>
    /// <param name="first">First position.</param>
    /// <param name="count">Number of positions.</param>
    /// <param name="sums">Room for <paramref name="count"/> times <see cref="Stride"/> sums.</param>
    public abstract void Run(byte* input, bool signed, int first, int count, int* sums);

    /// <summary>Σ of each output's weights.</summary>
    /// <exception cref="ArgumentException">There are more or fewer weights than the geometry wants.</exception>
    public static int[] Sums(Int8Geometry geometry, ReadOnlySpan<sbyte> weights)
    {
        if (weights.Length != geometry.Outputs * geometry.Depth)
        {
            throw new ArgumentException(
                $"{weights.Length} weights were given, {geometry.Outputs} x {geometry.Depth} are needed.", nameof(weights));
        }

        var sums = new int[geometry.Outputs];
        for (var o = 0; o < sums.Length; o++)
        {
            sums[o] = Sum(weights.Slice(o * geometry.Depth, geometry.Depth));
        }

        return sums;
    }

    protected static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    [MethodImpl(OptimizedAtOnce.Loop)]
    private static int Sum(ReadOnlySpan<sbyte> weights)
    {
        var sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        return sum;
    }

    private static int ChunkOf(Int8Geometry geometry, int stride)
    {
        var most = Math.Max(LeastPositions, SumsPerChunk / stride);
        return geometry.RowLength <= most
            ? Math.Min(geometry.Positions, most / geometry.RowLength * geometry.RowLength)
            : most / LeastPositions * LeastPositions;
    }
}
