using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A 3x3 int8 convolution by F(4x4, 3x3), as <see cref="WinogradConvolutionInt8{TShape}"/> is, on dynamically quantized activations; its output is
/// float.</summary>
/// <typeparam name="TShape">One group, stride 1, dilation 1; channels of input and output in multiples of 16.</typeparam>
public sealed class WinogradConvolutionInt8Dynamic<TShape> : DynamicLayer
    where TShape : struct, IConvolutionShape
{
    /// <summary>Transforms the weights.</summary>
    /// <param name="weights">[outputChannels, 3, 3, channels], with zero point 0.</param>
    /// <param name="weightScales">One per output, or one for all.</param>
    /// <param name="sumBias">Added to the int32 sums: one per output, or empty.</param>
    /// <param name="bias">One per output, or empty.</param>
    /// <param name="minimum">Least output; negative infinity for none.</param>
    /// <param name="maximum">Largest output; infinity for none.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the shape is not one of those above.</exception>
    public WinogradConvolutionInt8Dynamic(
        ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> weightScales, ReadOnlySpan<int> sumBias, ReadOnlySpan<float> bias, float minimum, float maximum)
        : this(weights, weightScales, sumBias, bias, minimum, maximum, Int8Paths.Of(Isa.Best))
    {
    }

    internal WinogradConvolutionInt8Dynamic(
        ReadOnlySpan<sbyte> weights,
        ReadOnlySpan<float> weightScales,
        ReadOnlySpan<int> sumBias,
        ReadOnlySpan<float> bias,
        float minimum,
        float maximum,
        Int8Path path)
        : base(Int8Kernels<DynamicEpilogue>.Winograd<TShape>(weights, path), weightScales, sumBias, bias, minimum, maximum)
    {
    }
}
