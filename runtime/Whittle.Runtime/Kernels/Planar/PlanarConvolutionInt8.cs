using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 convolution of a few planes, as a first layer has them: the input is [Batch, ChannelsPerGroup, InputHeight, InputWidth], the output channels-last as
/// everywhere, with eight bits. The input's zero point is read where the image ends.</summary>
/// <typeparam name="TShape">The layer's shape, of one group, whose taps of four neighbouring positions lie within 16 bytes of a row.</typeparam>
public sealed class PlanarConvolutionInt8<TShape> : RequantizingLayer
    where TShape : struct, IConvolutionShape
{
    /// <summary>Packs the weights for this machine.</summary>
    /// <param name="weights">[outputChannels, kernelHeight, kernelWidth, channels], with zero point 0.</param>
    /// <param name="bias">One per output, in units of the input's times the weight's scale, or empty.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="multipliers">Input scale times weight scale by output scale: one per output, or one for all.</param>
    /// <param name="outputZeroPoint">What a zero looks like in the output.</param>
    /// <param name="minimum">Least output, as a quantized number.</param>
    /// <param name="maximum">Largest output, as a quantized number.</param>
    /// <exception cref="ArgumentException">The shape is not of that kind, or a length does not fit it.</exception>
    public PlanarConvolutionInt8(
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

    internal PlanarConvolutionInt8(
        ReadOnlySpan<sbyte> weights,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum,
        Int8Path path)
        : base(
            new PlanarKernelInt8(PlanarImage.Of<TShape>(), weights, inputZeroPoint, path),
            bias,
            inputZeroPoint,
            multipliers,
            outputZeroPoint,
            minimum,
            maximum)
    {
    }
}
