using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Float to 8 bits: saturate(round(x / scale) + zeroPoint), ties to even; NaN gives the lowest value, as in ONNX Runtime on x64.</summary>
public static class QuantizeLinear
{
    /// <summary>Quantizes with one scale and zero point. T is <see cref="byte"/> or <see cref="sbyte"/>.</summary>
    public static void Run<T>(ReadOnlySpan<float> input, Span<T> output, float scale, int zeroPoint)
        where T : unmanaged => Run(input, output, scale, zeroPoint, FirstRuns.Level(Isa.Best));

    /// <summary>
    /// Quantizes [outer, channels, inner] with a scale per channel. An empty zeroPoints means zeros.
    /// </summary>
    public static void RunPerAxis<T>(
        ReadOnlySpan<float> input, Span<T> output, ReadOnlySpan<float> scales, ReadOnlySpan<T> zeroPoints, int outer, int channels, int inner)
        where T : unmanaged => RunPerAxis(input, output, scales, zeroPoints, outer, channels, inner, Isa.Best);

    internal static unsafe void Run<T>(ReadOnlySpan<float> input, Span<T> output, float scale, int zeroPoint, IsaLevel isa)
        where T : unmanaged
    {
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(sbyte))
        {
            throw Int8Arguments.NotEightBits(nameof(output), typeof(T));
        }

        fixed (float* x = input)
        fixed (T* y = output)
        {
            Run(x, input.Length, (byte*)y, output.Length, typeof(T) == typeof(sbyte), scale, zeroPoint, isa);
        }
    }

    /// <summary>Not generic, so that it is compiled once, and ahead of time where that is done.</summary>
    internal static unsafe void Run(float* input, int length, byte* output, int outputLength, bool signed, float scale, int zeroPoint, IsaLevel isa)
    {
        Element8.CheckLength(outputLength, length, nameof(output));
        var least = signed ? sbyte.MinValue : 0;
        if (isa >= IsaLevel.Avx2 && length >= QuantizeBlocks256.Block && ScaleReciprocal.Holds(scale) && (uint)(zeroPoint - least) <= byte.MaxValue)
        {
            if (isa == IsaLevel.Avx512 && length >= QuantizeBlocks512.Block)
            {
                QuantizeBlocks512.Run(input, output, length, scale, least, zeroPoint);
            }
            else
            {
                QuantizeBlocks256.Run(input, output, length, scale, least, zeroPoint);
            }
        }
        else if (signed)
        {
            RunNarrower(new ReadOnlySpan<float>(input, length), new Span<sbyte>(output, length), scale, zeroPoint, isa);
        }
        else
        {
            RunNarrower(new ReadOnlySpan<float>(input, length), new Span<byte>(output, length), scale, zeroPoint, isa);
        }
    }

    /// <summary>Each width does its whole blocks and leaves the rest to the next narrower one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunNarrower<T>(ReadOnlySpan<float> input, Span<T> output, float scale, int zeroPoint, IsaLevel isa)
        where T : unmanaged
    {
        var done = 0;
        if (isa >= IsaLevel.Avx2 && input.Length - done >= Lanes256.Count)
        {
            done = Blocks<Lanes256, Vector256<float>, T>(input, output, scale, zeroPoint, done);
        }

        if (isa >= IsaLevel.Vector128 && input.Length - done >= Lanes128.Count)
        {
            done = Blocks<Lanes128, Vector128<float>, T>(input, output, scale, zeroPoint, done);
        }

        if (done < input.Length)
        {
            Scalar(input[done..], output[done..], scale, zeroPoint);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RunPerAxis<T>(
        ReadOnlySpan<float> input,
        Span<T> output,
        ReadOnlySpan<float> scales,
        ReadOnlySpan<T> zeroPoints,
        int outer,
        int channels,
        int inner,
        IsaLevel isa)
        where T : unmanaged
    {
        Element8.Check<T>();
        Element8.CheckLength(input.Length, outer * channels * inner, nameof(input));
        Element8.CheckLength(output.Length, input.Length, nameof(output));
        Element8.CheckLength(scales.Length, channels, nameof(scales));
        if (!zeroPoints.IsEmpty)
        {
            Element8.CheckLength(zeroPoints.Length, channels, nameof(zeroPoints));
        }

        for (int run = 0, start = 0; start < input.Length; run++, start += inner)
        {
            var channel = run % channels;
            var zeroPoint = zeroPoints.IsEmpty ? 0 : Element8.ToInt32(zeroPoints[channel]);
            Run(input.Slice(start, inner), output.Slice(start, inner), scales[channel], zeroPoint, isa);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar<T>(ReadOnlySpan<float> input, Span<T> output, float scale, int zeroPoint)
        where T : unmanaged
    {
        float minimum = Element8.Minimum<T>() - zeroPoint;
        float maximum = Element8.Maximum<T>() - zeroPoint;
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = Element8.FromInt32<T>(Element8.Round(Element8.Clamp(input[i] / scale, minimum, maximum)) + zeroPoint);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Blocks<TLanes, TVector, T>(ReadOnlySpan<float> input, Span<T> output, float scale, int zeroPoint, int start)
        where TLanes : struct, ILanes<TVector>
        where T : unmanaged
    {
        ref var source = ref MemoryMarshal.GetReference(input);
        ref var destination = ref MemoryMarshal.GetReference(output);
        var scales = TLanes.Broadcast(scale);
        var minimum = TLanes.Broadcast(Element8.Minimum<T>() - zeroPoint);
        var maximum = TLanes.Broadcast(Element8.Maximum<T>() - zeroPoint);
        var i = start;
        for (; i <= input.Length - TLanes.Count; i += TLanes.Count)
        {
            var quotient = TLanes.Divide(TLanes.Load(ref Unsafe.Add(ref source, i)), scales);
            var clamped = TLanes.Lesser(TLanes.Greater(quotient, minimum), maximum);
            TLanes.Store(clamped, zeroPoint, ref Unsafe.Add(ref destination, i));
        }

        return i;
    }
}
