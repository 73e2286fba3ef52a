using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>8-bit or int32 to float: (x − zeroPoint) · scale.</summary>
public static class DequantizeLinear
{
    /// <summary>Dequantizes with one scale and zero point. T is <see cref="byte"/>, <see cref="sbyte"/> or, with zero point 0, <see cref="int"/>.</summary>
    public static void Run<T>(ReadOnlySpan<T> input, Span<float> output, float scale, int zeroPoint)
        where T : unmanaged => Run(input, output, scale, zeroPoint, Isa.Best);

    /// <summary>Dequantizes [outer, channels, inner] with a scale per channel. An empty zeroPoints means zeros.</summary>
    public static void RunPerAxis<T>(
        ReadOnlySpan<T> input, Span<float> output, ReadOnlySpan<float> scales, ReadOnlySpan<T> zeroPoints, int outer, int channels, int inner)
        where T : unmanaged => RunPerAxis(input, output, scales, zeroPoints, outer, channels, inner, Isa.Best);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T>(ReadOnlySpan<T> input, Span<float> output, float scale, int zeroPoint, IsaLevel isa)
        where T : unmanaged
    {
        Check<T>(zeroPoint);
        Element8.CheckLength(output.Length, input.Length, nameof(output));
        // Each width does its whole blocks and leaves the rest to the next narrower one.
        var done = 0;
        if (isa >= IsaLevel.Avx512 && input.Length - done >= Lanes512.Count)
        {
            done = Blocks<Lanes512, Vector512<float>, T>(input, output, scale, zeroPoint, done);
        }

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
        ReadOnlySpan<T> input,
        Span<float> output,
        ReadOnlySpan<float> scales,
        ReadOnlySpan<T> zeroPoints,
        int outer,
        int channels,
        int inner,
        IsaLevel isa)
        where T : unmanaged
    {
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
            var zeroPoint = zeroPoints.IsEmpty ? 0 : ToInt32(zeroPoints[channel]);
            Run(input.Slice(start, inner), output.Slice(start, inner), scales[channel], zeroPoint, isa);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar<T>(ReadOnlySpan<T> input, Span<float> output, float scale, int zeroPoint)
        where T : unmanaged
    {
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = (ToInt32(input[i]) - zeroPoint) * scale;
        }
    }

    // The difference of two 8-bit numbers is exact in float, so lanes may subtract after converting.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Blocks<TLanes, TVector, T>(ReadOnlySpan<T> input, Span<float> output, float scale, int zeroPoint, int start)
        where TLanes : struct, ILanes<TVector>
        where T : unmanaged
    {
        ref var source = ref MemoryMarshal.GetReference(input);
        ref var destination = ref MemoryMarshal.GetReference(output);
        var scales = TLanes.Broadcast(scale);
        var offset = TLanes.Broadcast(-zeroPoint);
        var i = start;
        for (; i <= input.Length - TLanes.Count; i += TLanes.Count)
        {
            ref var block = ref Unsafe.Add(ref source, i);
            var value = typeof(T) == typeof(int) ? TLanes.Load(ref Unsafe.As<T, int>(ref block)) : TLanes.Add(TLanes.Load(ref block), offset);
            TLanes.Store(TLanes.Multiply(value, scales), ref Unsafe.Add(ref destination, i));
        }

        return i;
    }

    private static int ToInt32<T>(T value)
        where T : unmanaged => typeof(T) == typeof(int) ? Unsafe.BitCast<T, int>(value) : Element8.ToInt32(value);

    private static void Check<T>(int zeroPoint)
        where T : unmanaged
    {
        if (typeof(T) != typeof(int))
        {
            Element8.Check<T>();
        }
        else if (zeroPoint != 0)
        {
            throw new ArgumentException("The zero point of int32 data must be 0.", nameof(zeroPoint));
        }
    }
}
