using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A fully connected int8 layer that multiplies only by the non-zero weights, whose output is the int32 sums.</summary>
/// <typeparam name="TShape">The layer's shape.</typeparam>
public sealed class SparseFullyConnectedInt8Accumulate<TShape> : AccumulatingLayer
    where TShape : struct, IFullyConnectedShape
{
    /// <summary>Packs the weights for this machine.</summary>
    /// <param name="weights">[outputs, inputs], with zero point 0.</param>
    /// <param name="bias">One per output, or empty.</param>
    public SparseFullyConnectedInt8Accumulate(ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias)
        : this(weights, bias, Int8Paths.Of(Isa.Best))
    {
    }

    internal SparseFullyConnectedInt8Accumulate(ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias, Int8Path path)
        : base(Int8Kernels<AccumulateEpilogue>.Sparse(Int8Geometry.OfFullyConnected<TShape>(), weights, path), bias)
    {
    }
}
