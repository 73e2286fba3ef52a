namespace Whittle.Runtime.Kernels;

/// <summary>An int8 convolution of every channel by itself, whose output has eight bits again.</summary>
/// <typeparam name="TShape">The layer's shape.</typeparam>
public sealed class DepthwiseConvolutionInt8<TShape> : RequantizingLayer
    where TShape : struct, IConvolutionShape
{
    /// <summary>Packs the weights for this machine.</summary>
    /// <param name="weights">[channels, kernelHeight, kernelWidth], with zero point 0.</param>
    /// <param name="bias">One per output, in units of the input's times the weight's scale, or empty.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="multipliers">Input scale times weight scale by output scale: one per output, or one for all.</param>
    /// <param name="outputZeroPoint">What a zero looks like in the output.</param>
    /// <param name="minimum">Least output, as a quantized number.</param>
    /// <param name="maximum">Largest output, as a quantized number.</param>
    public DepthwiseConvolutionInt8(
        ReadOnlySpan<sbyte> weights,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum)
        : this(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, Int8Paths.Of(Isa.Best))
    {
    }

    internal DepthwiseConvolutionInt8(
        ReadOnlySpan<sbyte> weights,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum,
        Int8Path path)
        : base(
            new DepthwiseKernelInt8(Int8Geometry.OfConvolution<TShape>(withBorders: true), DepthwiseWindow.Of<TShape>(), weights, inputZeroPoint, path),
            bias,
            inputZeroPoint,
            multipliers,
            outputZeroPoint,
            minimum,
            maximum)
    {
    }
}
