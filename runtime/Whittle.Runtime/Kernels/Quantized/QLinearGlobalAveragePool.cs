using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Mean over all pixels of 8-bit channels: an integer sum, times inputScale / (outputScale · pixels), rounded half to even.</summary>
public static class QLinearGlobalAveragePool
{
    // Sums of this many differences of 8-bit numbers stay below 2^24: exact in float lanes, in any order.
    private const int ExactPixels = 65536;

    /// <summary>Input [batch, pixels, channels], output [batch, channels]; T is <see cref="byte"/> or <see cref="sbyte"/>.</summary>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        float inputScale,
        int inputZeroPoint,
        float outputScale,
        int outputZeroPoint,
        int batch,
        int pixels,
        int channels)
        where T : unmanaged =>
        Run(input, output, inputScale, inputZeroPoint, outputScale, outputZeroPoint, batch, pixels, channels, Isa.Best);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        float inputScale,
        int inputZeroPoint,
        float outputScale,
        int outputZeroPoint,
        int batch,
        int pixels,
        int channels,
        IsaLevel isa)
        where T : unmanaged
    {
        Element8.Check<T>();
        Element8.CheckLength(input.Length, batch * pixels * channels, nameof(input));
        Element8.CheckLength(output.Length, batch * channels, nameof(output));
        var mean = new Mean(inputScale / (outputScale * pixels), inputZeroPoint, outputZeroPoint);
        for (var b = 0; b < batch; b++)
        {
            var image = input.Slice(b * pixels * channels, pixels * channels);
            var result = output.Slice(b * channels, channels);
            var done = isa >= IsaLevel.Avx512 && channels >= AverageBlocks512.Channels ? WideBlocks(image, result, mean, pixels) : 0;
            if (isa >= IsaLevel.Avx512 && pixels <= ExactPixels)
            {
                done = Blocks<Lanes512, Vector512<float>, T>(image, result, mean, done);
            }

            if (isa >= IsaLevel.Avx2 && pixels <= ExactPixels)
            {
                done = Blocks<Lanes256, Vector256<float>, T>(image, result, mean, done);
            }

            if (isa >= IsaLevel.Vector128 && pixels <= ExactPixels)
            {
                done = Blocks<Lanes128, Vector128<float>, T>(image, result, mean, done);
            }

            Scalar(image, result, mean, done);
        }
    }

    private static unsafe int WideBlocks<T>(ReadOnlySpan<T> image, Span<T> result, Mean mean, int pixels)
        where T : unmanaged
    {
        fixed (T* x = image, y = result)
        {
            return AverageBlocks512.Run(
                (byte*)x, (byte*)y, pixels, result.Length, Element8.Minimum<T>(), mean.Factor, mean.InputZeroPoint, mean.OutputZeroPoint);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar<T>(ReadOnlySpan<T> image, Span<T> result, Mean mean, int start)
        where T : unmanaged
    {
        float minimum = Element8.Minimum<T>() - mean.OutputZeroPoint;
        float maximum = Element8.Maximum<T>() - mean.OutputZeroPoint;
        for (var c = start; c < result.Length; c++)
        {
            var sum = 0;
            for (var i = c; i < image.Length; i += result.Length)
            {
                sum += Element8.ToInt32(image[i]) - mean.InputZeroPoint;
            }

            result[c] = Element8.FromInt32<T>(Element8.Round(Element8.Clamp(sum * mean.Factor, minimum, maximum)) + mean.OutputZeroPoint);
        }
    }

    // A block of neighbouring channels walks down all pixels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Blocks<TLanes, TVector, T>(ReadOnlySpan<T> image, Span<T> result, Mean mean, int start)
        where TLanes : struct, ILanes<TVector>
        where T : unmanaged
    {
        if (result.Length - start < TLanes.Count)
        {
            return start;
        }

        ref var source = ref MemoryMarshal.GetReference(image);
        ref var destination = ref MemoryMarshal.GetReference(result);
        var minimum = TLanes.Broadcast(Element8.Minimum<T>() - mean.OutputZeroPoint);
        var maximum = TLanes.Broadcast(Element8.Maximum<T>() - mean.OutputZeroPoint);
        var factor = TLanes.Broadcast(mean.Factor);
        var offset = TLanes.Broadcast(-mean.InputZeroPoint);
        var c = start;
        for (; c <= result.Length - TLanes.Count; c += TLanes.Count)
        {
            var sum = TLanes.Broadcast(0f);
            for (var i = c; i < image.Length; i += result.Length)
            {
                sum = TLanes.Add(sum, TLanes.Add(TLanes.Load(ref Unsafe.Add(ref source, i)), offset));
            }

            var value = TLanes.Lesser(TLanes.Greater(TLanes.Multiply(sum, factor), minimum), maximum);
            TLanes.Store(value, mean.OutputZeroPoint, ref Unsafe.Add(ref destination, c));
        }

        return c;
    }

    private readonly record struct Mean(float Factor, int InputZeroPoint, int OutputZeroPoint);
}
