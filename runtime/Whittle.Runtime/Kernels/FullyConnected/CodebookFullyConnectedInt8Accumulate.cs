using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A fully connected int8 layer of shared weights, whose output is the int32 sums.</summary>
/// <typeparam name="TShape">The layer's shape.</typeparam>
public sealed class CodebookFullyConnectedInt8Accumulate<TShape> : AccumulatingLayer
    where TShape : struct, IFullyConnectedShape
{
    /// <summary>Packs the weights for this machine.</summary>
    /// <param name="indices">[outputs, inputs], into the codebook.</param>
    /// <param name="codebook">1 to 16 weights, with zero point 0.</param>
    /// <param name="bias">One per output, or empty.</param>
    public CodebookFullyConnectedInt8Accumulate(ReadOnlySpan<byte> indices, ReadOnlySpan<sbyte> codebook, ReadOnlySpan<int> bias)
        : this(indices, codebook, bias, Int8Paths.Of(Isa.Best))
    {
    }

    internal CodebookFullyConnectedInt8Accumulate(ReadOnlySpan<byte> indices, ReadOnlySpan<sbyte> codebook, ReadOnlySpan<int> bias, Int8Path path)
        : base(Int8Kernels<AccumulateEpilogue>.Codebook(Int8Geometry.OfFullyConnected<TShape>(), indices, codebook, path), bias)
    {
    }
}
