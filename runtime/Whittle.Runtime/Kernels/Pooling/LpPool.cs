namespace Whittle.Runtime.Kernels;

/// <summary>ONNX LpPool on channels-last images, for the norms 1 to 4.</summary>
public static class LpPool
{
    /// <summary>Pools [batch, inputHeight, inputWidth, channels] to [batch, outputHeight, outputWidth, channels]
    /// by the norm <paramref name="p"/> (1 to 4).</summary>
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
        int p) =>
        Run(
            input, output, batch, inputHeight, inputWidth, channels, outputHeight, outputWidth, kernelHeight, kernelWidth,
            strideHeight, strideWidth, dilationHeight, dilationWidth, padTop, padLeft, p, Isa.Best);

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
        int p,
        IsaLevel level)
    {
        var height = new PoolAxis(inputHeight, outputHeight, kernelHeight, strideHeight, dilationHeight, padTop, 0);
        var width = new PoolAxis(inputWidth, outputWidth, kernelWidth, strideWidth, dilationWidth, padLeft, 0);
        var geometry = new PoolGeometry(batch, channels, height, width, CountPadding: false);
        switch (p)
        {
            case 1: geometry.Run<float, PoolAbsoluteSum>(input, output, level); break;
            case 2: geometry.Run<float, PoolSquareSum>(input, output, level); break;
            case 3: geometry.Run<float, PoolCubeSum>(input, output, level); break;
            case 4: geometry.Run<float, PoolFourthSum>(input, output, level); break;
            default: throw new ArgumentException($"The norm is {p}; LpPool has 1 to 4.", nameof(p));
        }
    }
}
