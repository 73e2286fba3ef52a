namespace Whittle.Runtime.Kernels;

/// <summary>ONNX AveragePool on channels-last images.</summary>
public static class AveragePool
{
    /// <summary>Averages [batch, inputHeight, inputWidth, channels] to [batch, outputHeight, outputWidth, channels]. Padding counts as zeros if
    /// <paramref name="countIncludePad"/> is 1; what a window of ceil_mode covers past the padding never counts.</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run(
        ReadOnlySpan<float> input,
        Span<float> output,
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
        int padBottom,
        int padRight,
        int countIncludePad) =>
        Run(
            input, output, batch, inputHeight, inputWidth, channels, outputHeight, outputWidth, kernelHeight, kernelWidth,
            strideHeight, strideWidth, dilationHeight, dilationWidth, padTop, padLeft, padBottom, padRight, countIncludePad, Isa.Best);

    internal static void Run(
        ReadOnlySpan<float> input,
        Span<float> output,
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
        int padBottom,
        int padRight,
        int countIncludePad,
        IsaLevel level)
    {
        var height = new PoolAxis(inputHeight, outputHeight, kernelHeight, strideHeight, dilationHeight, padTop, padBottom);
        var width = new PoolAxis(inputWidth, outputWidth, kernelWidth, strideWidth, dilationWidth, padLeft, padRight);
        var geometry = new PoolGeometry(batch, channels, height, width, countIncludePad != 0);
        geometry.Run<float, PoolAverage>(input, output, level);
    }
}
