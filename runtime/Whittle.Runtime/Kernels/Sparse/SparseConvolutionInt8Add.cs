using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 convolution of any strides and dilations that multiplies only by the non-zero weights (with groups: by all), to whose output of eight
/// bits a residual is added.</summary>
/// <typeparam name="TShape">The layer's shape.</typeparam>
public sealed class SparseConvolutionInt8Add<TShape> : AddingLayer
    where TShape : struct, IConvolutionShape
{
    /// <summary>Packs the weights for this machine.</summary>
    /// <param name="weights">[outputChannels, kernelHeight, kernelWidth, channelsPerGroup], with zero point 0.</param>
    /// <param name="bias">One per output, in units of the input's times the weight's scale, or empty.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="multipliers">Input scale times weight scale by output scale: one per output, or one for all.</param>
    /// <param name="outputZeroPoint">What a zero looks like in the output.</param>
    /// <param name="minimum">Least output, as a quantized number.</param>
    /// <param name="maximum">Largest output, as a quantized number.</param>
    /// <param name="sum">The sum with the residual; what the parameters above call output is its operand.</param>
    public SparseConvolutionInt8Add(
        ReadOnlySpan<sbyte> weights,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum,
        ResidualSum sum)
        : this(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, sum, Int8Paths.Of(Isa.Best))
    {
    }

    internal SparseConvolutionInt8Add(
        ReadOnlySpan<sbyte> weights,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum,
        ResidualSum sum,
        Int8Path path)
        : base(
            Int8AddKernels.Sparse(Int8Geometry.OfConvolution<TShape>(), weights, path),
            bias,
            inputZeroPoint,
            multipliers,
            outputZeroPoint,
            minimum,
            maximum,
            sum)
    {
    }
}
