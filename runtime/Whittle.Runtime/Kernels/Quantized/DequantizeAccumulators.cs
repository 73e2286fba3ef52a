using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>int32 accumulators to float: float(accumulator) · (inputScale · weightScale) + bias.</summary>
/// <remarks>As in MatMulIntegerToFloat and DynamicQuantizeMatMul: the addition is not fused.</remarks>
public static class DequantizeAccumulators
{
    /// <summary>Accumulators [rows, channels]; a weight scale per channel; bias per channel, or empty.</summary>
    public static void Run(
        ReadOnlySpan<int> accumulators,
        Span<float> output,
        float inputScale,
        ReadOnlySpan<float> weightScales,
        ReadOnlySpan<float> bias,
        int rows,
        int channels) =>
        Run(accumulators, output, inputScale, weightScales, bias, [], [], rows, channels, Isa.Best);

    /// <summary>The same after subtracting weightZeroPoints[channel] · rowSums[row], a row sum being that of the (zero-point-free) input.</summary>
    public static void Run(
        ReadOnlySpan<int> accumulators,
        Span<float> output,
        float inputScale,
        ReadOnlySpan<float> weightScales,
        ReadOnlySpan<float> bias,
        ReadOnlySpan<int> weightZeroPoints,
        ReadOnlySpan<int> rowSums,
        int rows,
        int channels) =>
        Run(accumulators, output, inputScale, weightScales, bias, weightZeroPoints, rowSums, rows, channels, Isa.Best);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(
        ReadOnlySpan<int> accumulators,
        Span<float> output,
        float inputScale,
        ReadOnlySpan<float> weightScales,
        ReadOnlySpan<float> bias,
        ReadOnlySpan<int> weightZeroPoints,
        ReadOnlySpan<int> rowSums,
        int rows,
        int channels,
        IsaLevel isa)
    {
        Element8.CheckLength(accumulators.Length, rows * channels, nameof(accumulators));
        Element8.CheckLength(output.Length, accumulators.Length, nameof(output));
        Element8.CheckLength(weightScales.Length, channels, nameof(weightScales));
        if (!bias.IsEmpty)
        {
            Element8.CheckLength(bias.Length, channels, nameof(bias));
        }

        var isCorrected = !weightZeroPoints.IsEmpty;
        if (isCorrected)
        {
            Element8.CheckLength(weightZeroPoints.Length, channels, nameof(weightZeroPoints));
            Element8.CheckLength(rowSums.Length, rows, nameof(rowSums));
        }

        var constants = new Constants(weightScales, bias, weightZeroPoints, inputScale);
        for (var r = 0; r < rows; r++)
        {
            var row = accumulators.Slice(r * channels, channels);
            var result = output.Slice(r * channels, channels);
            var rowSum = isCorrected ? rowSums[r] : 0;
            var done = 0;
            if (isa >= IsaLevel.Avx512 && row.Length - done >= Lanes512.Count)
            {
                done = Blocks<Lanes512, Vector512<float>>(row, result, constants, rowSum, done);
            }

            if (isa >= IsaLevel.Avx2 && row.Length - done >= Lanes256.Count)
            {
                done = Blocks<Lanes256, Vector256<float>>(row, result, constants, rowSum, done);
            }

            if (isa >= IsaLevel.Vector128 && row.Length - done >= Lanes128.Count)
            {
                done = Blocks<Lanes128, Vector128<float>>(row, result, constants, rowSum, done);
            }

            if (done < row.Length)
            {
                Scalar(row, result, constants, rowSum, done);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar(ReadOnlySpan<int> row, Span<float> result, in Constants constants, int rowSum, int start)
    {
        for (var c = start; c < row.Length; c++)
        {
            var accumulator = constants.WeightZeroPoints.IsEmpty ? row[c] : row[c] - (constants.WeightZeroPoints[c] * rowSum);
            var value = accumulator * (constants.InputScale * constants.WeightScales[c]);
            result[c] = constants.Bias.IsEmpty ? value : value + constants.Bias[c];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Blocks<TLanes, TVector>(ReadOnlySpan<int> row, Span<float> result, in Constants constants, int rowSum, int start)
        where TLanes : struct, ILanes<TVector>
    {
        if (row.Length - start < TLanes.Count)
        {
            return start;
        }

        ref var source = ref MemoryMarshal.GetReference(row);
        ref var scales = ref MemoryMarshal.GetReference(constants.WeightScales);
        ref var addends = ref MemoryMarshal.GetReference(constants.Bias);
        ref var corrections = ref MemoryMarshal.GetReference(constants.WeightZeroPoints);
        ref var destination = ref MemoryMarshal.GetReference(result);
        var isCorrected = !constants.WeightZeroPoints.IsEmpty;
        var isBiased = !constants.Bias.IsEmpty;
        var inputScale = TLanes.Broadcast(constants.InputScale);
        var c = start;
        for (; c <= row.Length - TLanes.Count; c += TLanes.Count)
        {
            ref var accumulators = ref Unsafe.Add(ref source, c);
            var value = isCorrected
                ? TLanes.LoadDifference(ref accumulators, ref Unsafe.Add(ref corrections, c), rowSum)
                : TLanes.Load(ref accumulators);
            value = TLanes.Multiply(value, TLanes.Multiply(inputScale, TLanes.Load(ref Unsafe.Add(ref scales, c))));
            value = isBiased ? TLanes.Add(value, TLanes.Load(ref Unsafe.Add(ref addends, c))) : value;
            TLanes.Store(value, ref Unsafe.Add(ref destination, c));
        }

        return c;
    }

    /// <summary>What is known at build time, per channel.</summary>
    private readonly ref struct Constants(
        ReadOnlySpan<float> weightScales, ReadOnlySpan<float> bias, ReadOnlySpan<int> weightZeroPoints, float inputScale)
    {
        public readonly ReadOnlySpan<float> WeightScales = weightScales;

        public readonly ReadOnlySpan<float> Bias = bias;

        public readonly ReadOnlySpan<int> WeightZeroPoints = weightZeroPoints;

        public readonly float InputScale = inputScale;
    }
}
