using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A fully connected int8 layer of shared weights, on dynamically quantized activations; its output is float.</summary>
/// <typeparam name="TShape">The layer's shape.</typeparam>
public sealed class CodebookFullyConnectedInt8Dynamic<TShape> : DynamicLayer
    where TShape : struct, IFullyConnectedShape
{
    /// <summary>Packs the weights for this machine.</summary>
    /// <param name="indices">[outputs, inputs], into the codebook.</param>
    /// <param name="codebook">1 to 16 weights, with zero point 0.</param>
    /// <param name="weightScales">One per output, or one for all.</param>
    /// <param name="sumBias">Added to the int32 sums: one per output, or empty.</param>
    /// <param name="bias">One per output, or empty.</param>
    /// <param name="minimum">Least output; negative infinity for none.</param>
    /// <param name="maximum">Largest output; infinity for none.</param>
    public CodebookFullyConnectedInt8Dynamic(
        ReadOnlySpan<byte> indices,
        ReadOnlySpan<sbyte> codebook,
        ReadOnlySpan<float> weightScales,
        ReadOnlySpan<int> sumBias,
        ReadOnlySpan<float> bias,
        float minimum,
        float maximum)
        : this(indices, codebook, weightScales, sumBias, bias, minimum, maximum, Int8Paths.Of(Isa.Best))
    {
    }

    internal CodebookFullyConnectedInt8Dynamic(
        ReadOnlySpan<byte> indices,
        ReadOnlySpan<sbyte> codebook,
        ReadOnlySpan<float> weightScales,
        ReadOnlySpan<int> sumBias,
        ReadOnlySpan<float> bias,
        float minimum,
        float maximum,
        Int8Path path)
        : base(
            Int8Kernels<DynamicEpilogue>.Codebook(Int8Geometry.OfFullyConnected<TShape>(), indices, codebook, path),
            weightScales,
            sumBias,
            bias,
            minimum,
            maximum)
    {
    }
}
