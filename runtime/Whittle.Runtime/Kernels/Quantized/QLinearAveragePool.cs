using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Mean over windows of 8-bit channels, in float: dequantize, sum row by row, divide by the count, quantize.</summary>
/// <remarks>
/// A window that is the whole image without padding is left to <see cref="QLinearGlobalAveragePool"/>, as ONNX Runtime does: its integer sum
/// rounds differently. Here the zero point is added before rounding.
/// </remarks>
public static class QLinearAveragePool
{
    /// <summary>
    /// Input [batch, inputHeight, inputWidth, channels], output [batch, outputHeight, outputWidth, channels]; T is <see cref="byte"/> or <see cref="sbyte"/>.
    /// ceil_mode shows only in the output's extents: windows are cut at the image, and with countIncludePad always divided by their full size.
    /// </summary>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        float inputScale,
        int inputZeroPoint,
        float outputScale,
        int outputZeroPoint,
        int batch,
        int channels,
        int inputHeight,
        int inputWidth,
        int outputHeight,
        int outputWidth,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int padTop,
        int padLeft,
        int padBottom,
        int padRight,
        bool countIncludePad)
        where T : unmanaged
    {
        var scales = new Scales(inputScale, inputZeroPoint, outputScale, outputZeroPoint);
        var geometry = new Geometry(
            batch, channels, inputHeight, inputWidth, outputHeight, outputWidth, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft,
            IsPadded: (padTop | padLeft | padBottom | padRight) != 0, countIncludePad);
        Run(input, output, scales, geometry, Isa.Best);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T>(ReadOnlySpan<T> input, Span<T> output, Scales scales, Geometry geometry, IsaLevel isa)
        where T : unmanaged
    {
        var (batch, channels) = (geometry.Batch, geometry.Channels);
        if (!geometry.IsPadded && geometry.KernelHeight == geometry.InputHeight && geometry.KernelWidth == geometry.InputWidth)
        {
            var pixels = geometry.InputHeight * geometry.InputWidth;
            QLinearGlobalAveragePool.Run(
                input, output, scales.Input, scales.InputZeroPoint, scales.Output, scales.OutputZeroPoint, batch, pixels, channels, isa);
            return;
        }

        Element8.Check<T>();
        var imageLength = geometry.InputHeight * geometry.InputWidth * channels;
        Element8.CheckLength(input.Length, batch * imageLength, nameof(input));
        Element8.CheckLength(output.Length, batch * geometry.OutputHeight * geometry.OutputWidth * channels, nameof(output));
        var destination = 0;
        for (var b = 0; b < batch; b++)
        {
            var image = input.Slice(b * imageLength, imageLength);
            for (var y = 0; y < geometry.OutputHeight; y++)
            {
                for (var x = 0; x < geometry.OutputWidth; x++, destination += channels)
                {
                    Pixel(image, output.Slice(destination, channels), scales, geometry.WindowAt(y, x), isa);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pixel<T>(ReadOnlySpan<T> image, Span<T> result, in Scales scales, in Window window, IsaLevel isa)
        where T : unmanaged
    {
        var done = 0;
        if (isa >= IsaLevel.Avx512 && result.Length - done >= Lanes512.Count)
        {
            done = Blocks<Lanes512, Vector512<float>, T>(image, result, scales, window, done);
        }

        if (isa >= IsaLevel.Avx2 && result.Length - done >= Lanes256.Count)
        {
            done = Blocks<Lanes256, Vector256<float>, T>(image, result, scales, window, done);
        }

        if (isa >= IsaLevel.Vector128 && result.Length - done >= Lanes128.Count)
        {
            done = Blocks<Lanes128, Vector128<float>, T>(image, result, scales, window, done);
        }

        if (done < result.Length)
        {
            Scalar(image, result, scales, window, done);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar<T>(ReadOnlySpan<T> image, Span<T> result, in Scales scales, in Window window, int start)
        where T : unmanaged
    {
        for (var c = start; c < result.Length; c++)
        {
            var sum = 0f;
            for (var row = 0; row < window.Rows; row++)
            {
                for (var column = 0; column < window.Columns; column++)
                {
                    var value = Element8.ToInt32(image[window.Start + (row * window.RowStride) + (column * result.Length) + c]);
                    sum += scales.Input * (value - scales.InputZeroPoint);
                }
            }

            result[c] = Element8.Saturate<T>(Element8.Round((sum / window.Divisor / scales.Output) + scales.OutputZeroPoint));
        }
    }

    // A block of neighbouring channels walks through the window in the order of the scalar loop, so the sums are the same.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Blocks<TLanes, TVector, T>(ReadOnlySpan<T> image, Span<T> result, in Scales scales, in Window window, int start)
        where TLanes : struct, ILanes<TVector>
        where T : unmanaged
    {
        if (result.Length - start < TLanes.Count)
        {
            return start;
        }

        ref var source = ref MemoryMarshal.GetReference(image);
        ref var destination = ref MemoryMarshal.GetReference(result);
        var offset = TLanes.Broadcast(-scales.InputZeroPoint);
        var inputScale = TLanes.Broadcast(scales.Input);
        var channels = result.Length;
        var c = start;
        for (; c <= channels - TLanes.Count; c += TLanes.Count)
        {
            var sum = TLanes.Broadcast(0f);
            for (var row = 0; row < window.Rows; row++)
            {
                var first = window.Start + (row * window.RowStride) + c;
                var end = first + (window.Columns * channels);
                for (var i = first; i < end; i += channels)
                {
                    var value = TLanes.Add(TLanes.Load(ref Unsafe.Add(ref source, i)), offset);
                    sum = TLanes.Add(sum, TLanes.Multiply(value, inputScale));
                }
            }

            var mean = TLanes.Divide(TLanes.Divide(sum, TLanes.Broadcast(window.Divisor)), TLanes.Broadcast(scales.Output));
            TLanes.Store(TLanes.Add(mean, TLanes.Broadcast(scales.OutputZeroPoint)), zeroPoint: 0, ref Unsafe.Add(ref destination, c));
        }

        return c;
    }

    internal readonly record struct Scales(float Input, int InputZeroPoint, float Output, int OutputZeroPoint);

    /// <summary>The part of a window that lies on the image, and what its sum is divided by.</summary>
    internal readonly record struct Window(int Start, int Rows, int Columns, int RowStride, float Divisor);

    internal readonly record struct Geometry(
        int Batch,
        int Channels,
        int InputHeight,
        int InputWidth,
        int OutputHeight,
        int OutputWidth,
        int KernelHeight,
        int KernelWidth,
        int StrideHeight,
        int StrideWidth,
        int PadTop,
        int PadLeft,
        bool IsPadded,
        bool CountIncludePad)
    {
        public Window WindowAt(int y, int x)
        {
            var top = (y * StrideHeight) - PadTop;
            var left = (x * StrideWidth) - PadLeft;
            var bottom = Math.Min(top + KernelHeight, InputHeight);
            var right = Math.Min(left + KernelWidth, InputWidth);
            top = Math.Max(top, 0);
            left = Math.Max(left, 0);
            var divisor = CountIncludePad ? KernelHeight * KernelWidth : (bottom - top) * (right - left);
            return new Window(((top * InputWidth) + left) * Channels, bottom - top, right - left, InputWidth * Channels, divisor);
        }
    }
}
