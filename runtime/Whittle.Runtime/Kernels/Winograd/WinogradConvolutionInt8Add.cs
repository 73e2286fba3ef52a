using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A 3x3 int8 convolution by F(4x4, 3x3), a quarter of the multiplications and the same bits, to whose output of eight bits a residual is added. It
/// is the direct one on processors without 512-bit vectors and where sums may need more than 26 bits.</summary>
/// <typeparam name="TShape">One group, stride 1, dilation 1; channels of input and output in multiples of 16.</typeparam>
public sealed class WinogradConvolutionInt8Add<TShape> : AddingLayer
    where TShape : struct, IConvolutionShape
{
    /// <summary>Transforms the weights.</summary>
    /// <param name="weights">[outputChannels, 3, 3, channels], with zero point 0.</param>
    /// <param name="bias">One per output, in units of the input's times the weight's scale, or empty.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="multipliers">Input scale times weight scale by output scale: one per output, or one for all.</param>
    /// <param name="outputZeroPoint">What a zero looks like in the output.</param>
    /// <param name="minimum">Least output, as a quantized number.</param>
    /// <param name="maximum">Largest output, as a quantized number.</param>
    /// <param name="sum">The sum with the residual; what the parameters above call output is its operand.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the shape is not one of those above.</exception>
    public WinogradConvolutionInt8Add(
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

    internal WinogradConvolutionInt8Add(
        ReadOnlySpan<sbyte> weights,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum,
        ResidualSum sum,
        Int8Path path)
        : base(Int8Kernels<AddEpilogue>.Winograd<TShape>(weights, path), bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, sum)
    {
    }
}
