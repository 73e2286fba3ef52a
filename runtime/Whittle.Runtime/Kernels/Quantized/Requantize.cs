using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>int32 accumulators to 8 bits: clamp(float(accumulator) · multiplier, lowest − zero, highest − zero), rounded half to even, + zero.</summary>
public static class Requantize
{
    /// <summary>Accumulators [pixels, channels] with a multiplier per channel. T is <see cref="byte"/> or <see cref="sbyte"/>.</summary>
    public static void Run<T>(
        ReadOnlySpan<int> accumulators, Span<T> output, ReadOnlySpan<float> multipliers, int outputZeroPoint, int pixels, int channels)
        where T : unmanaged =>
        Run(accumulators, output, multipliers, [], [], outputZeroPoint, pixels, channels, Isa.Best);

    /// <summary>The same after subtracting weightZeroPoints[channel] · rowSums[pixel], a row sum being that of the (zero-point-free) input.</summary>
    public static void Run<T>(
        ReadOnlySpan<int> accumulators,
        Span<T> output,
        ReadOnlySpan<float> multipliers,
        ReadOnlySpan<int> weightZeroPoints,
        ReadOnlySpan<int> rowSums,
        int outputZeroPoint,
        int pixels,
        int channels)
        where T : unmanaged =>
        Run(accumulators, output, multipliers, weightZeroPoints, rowSums, outputZeroPoint, pixels, channels, Isa.Best);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T>(
        ReadOnlySpan<int> accumulators,
        Span<T> output,
        ReadOnlySpan<float> multipliers,
        ReadOnlySpan<int> weightZeroPoints,
        ReadOnlySpan<int> rowSums,
        int outputZeroPoint,
        int pixels,
        int channels,
        IsaLevel isa)
        where T : unmanaged
    {
        Element8.Check<T>();
        Element8.CheckLength(accumulators.Length, pixels * channels, nameof(accumulators));
        Element8.CheckLength(output.Length, accumulators.Length, nameof(output));
        Element8.CheckLength(multipliers.Length, channels, nameof(multipliers));
        var isCorrected = !weightZeroPoints.IsEmpty;
        if (isCorrected)
        {
            Element8.CheckLength(weightZeroPoints.Length, channels, nameof(weightZeroPoints));
            Element8.CheckLength(rowSums.Length, pixels, nameof(rowSums));
        }

        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var row = accumulators.Slice(pixel * channels, channels);
            var result = output.Slice(pixel * channels, channels);
            var rowSum = isCorrected ? rowSums[pixel] : 0;
            var done = 0;
            if (isa >= IsaLevel.Avx512 && row.Length - done >= Lanes512.Count)
            {
                done = Blocks<Lanes512, Vector512<float>, T>(row, result, multipliers, weightZeroPoints, rowSum, outputZeroPoint, done);
            }

            if (isa >= IsaLevel.Avx2 && row.Length - done >= Lanes256.Count)
            {
                done = Blocks<Lanes256, Vector256<float>, T>(row, result, multipliers, weightZeroPoints, rowSum, outputZeroPoint, done);
            }

            if (isa >= IsaLevel.Vector128 && row.Length - done >= Lanes128.Count)
            {
                done = Blocks<Lanes128, Vector128<float>, T>(row, result, multipliers, weightZeroPoints, rowSum, outputZeroPoint, done);
            }

            if (done < row.Length)
            {
                Scalar(row, result, multipliers, weightZeroPoints, rowSum, outputZeroPoint, done);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar<T>(
        ReadOnlySpan<int> row, Span<T> result, ReadOnlySpan<float> multipliers, ReadOnlySpan<int> weightZeroPoints, int rowSum, int zeroPoint, int start)
        where T : unmanaged
    {
        float minimum = Element8.Minimum<T>() - zeroPoint;
        float maximum = Element8.Maximum<T>() - zeroPoint;
        for (var c = start; c < row.Length; c++)
        {
            var accumulator = weightZeroPoints.IsEmpty ? row[c] : row[c] - (weightZeroPoints[c] * rowSum);
            result[c] = Element8.FromInt32<T>(Element8.Round(Element8.Clamp(accumulator * multipliers[c], minimum, maximum)) + zeroPoint);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Blocks<TLanes, TVector, T>(
        ReadOnlySpan<int> row, Span<T> result, ReadOnlySpan<float> multipliers, ReadOnlySpan<int> weightZeroPoints, int rowSum, int zeroPoint, int start)
        where TLanes : struct, ILanes<TVector>
        where T : unmanaged
    {
        if (row.Length - start < TLanes.Count)
        {
            return start;
        }

        ref var source = ref MemoryMarshal.GetReference(row);
        ref var factors = ref MemoryMarshal.GetReference(multipliers);
        ref var corrections = ref MemoryMarshal.GetReference(weightZeroPoints);
        ref var destination = ref MemoryMarshal.GetReference(result);
        var isCorrected = !weightZeroPoints.IsEmpty;
        var minimum = TLanes.Broadcast(Element8.Minimum<T>() - zeroPoint);
        var maximum = TLanes.Broadcast(Element8.Maximum<T>() - zeroPoint);
        var c = start;
        for (; c <= row.Length - TLanes.Count; c += TLanes.Count)
        {
            ref var accumulators = ref Unsafe.Add(ref source, c);
            var value = isCorrected
                ? TLanes.LoadDifference(ref accumulators, ref Unsafe.Add(ref corrections, c), rowSum)
                : TLanes.Load(ref accumulators);
            var scaled = TLanes.Multiply(value, TLanes.Load(ref Unsafe.Add(ref factors, c)));
            TLanes.Store(TLanes.Lesser(TLanes.Greater(scaled, minimum), maximum), zeroPoint, ref Unsafe.Add(ref destination, c));
        }

        return c;
    }
}
