using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 convolution of every channel by itself, on dynamically quantized activations; its output is float.</summary>
/// <typeparam name="TShape">The layer's shape.</typeparam>
public sealed class DepthwiseConvolutionInt8Dynamic<TShape> : DynamicLayer
    where TShape : struct, IConvolutionShape
{
    /// <summary>Packs the weights for this machine.</summary>
    /// <param name="weights">[channels, kernelHeight, kernelWidth], with zero point 0.</param>
    /// <param name="weightScales">One per output, or one for all.</param>
    /// <param name="sumBias">Added to the int32 sums: one per output, or empty.</param>
    /// <param name="bias">One per output, or empty.</param>
    /// <param name="minimum">Least output; negative infinity for none.</param>
    /// <param name="maximum">Largest output; infinity for none.</param>
    public DepthwiseConvolutionInt8Dynamic(
        ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> weightScales, ReadOnlySpan<int> sumBias, ReadOnlySpan<float> bias, float minimum, float maximum)
        : this(weights, weightScales, sumBias, bias, minimum, maximum, Int8Paths.Of(Isa.Best))
    {
    }

    internal DepthwiseConvolutionInt8Dynamic(
        ReadOnlySpan<sbyte> weights,
        ReadOnlySpan<float> weightScales,
        ReadOnlySpan<int> sumBias,
        ReadOnlySpan<float> bias,
        float minimum,
        float maximum,
        Int8Path path)
        : base(Int8Kernels<DynamicEpilogue>.Depthwise<TShape>(weights, path), weightScales, sumBias, bias, minimum, maximum)
    {
    }
}
