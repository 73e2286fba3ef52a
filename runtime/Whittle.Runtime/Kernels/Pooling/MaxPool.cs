using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>ONNX MaxPool on channels-last images. Padding never wins; a NaN is the result only where it is the last tap of a window.</summary>
public static class MaxPool
{
    /// <summary>Pools [batch, inputHeight, inputWidth, channels] to [batch, outputHeight, outputWidth, channels].</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        int batch,
        int inputHeight,
        int inputWidth,
        int channels,
        int outputHeight,
        int outputWidth,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        int padTop,
        int padLeft)
        where T : unmanaged, IBinaryNumber<T>, IMinMaxValue<T> =>
        Run(
            input, output, batch, inputHeight, inputWidth, channels, outputHeight, outputWidth, kernelHeight, kernelWidth,
            strideHeight, strideWidth, dilationHeight, dilationWidth, padTop, padLeft, Isa.Best);

    internal static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        int batch,
        int inputHeight,
        int inputWidth,
        int channels,
        int outputHeight,
        int outputWidth,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        int padTop,
        int padLeft,
        IsaLevel level)
        where T : unmanaged, IBinaryNumber<T>, IMinMaxValue<T>
    {
        var height = new PoolAxis(inputHeight, outputHeight, kernelHeight, strideHeight, dilationHeight, padTop, 0);
        var width = new PoolAxis(inputWidth, outputWidth, kernelWidth, strideWidth, dilationWidth, padLeft, 0);
        var geometry = new PoolGeometry(batch, channels, height, width, CountPadding: false);
        geometry.Run<T, PoolMaximum<T>>(input, output, level);
    }
}
