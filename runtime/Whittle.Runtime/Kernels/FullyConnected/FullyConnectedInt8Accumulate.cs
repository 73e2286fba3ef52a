using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A fully connected int8 layer, dense, whose output is the int32 sums.</summary>
/// <typeparam name="TShape">The layer's shape.</typeparam>
public sealed class FullyConnectedInt8Accumulate<TShape> : AccumulatingLayer
    where TShape : struct, IFullyConnectedShape
{
    /// <summary>Packs the weights for this machine.</summary>
    /// <param name="weights">[outputs, inputs], with zero point 0.</param>
    /// <param name="bias">One per output, or empty.</param>
    public FullyConnectedInt8Accumulate(ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias)
        : this(weights, bias, Int8Paths.Of(Isa.Best))
    {
    }

    internal FullyConnectedInt8Accumulate(ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias, Int8Path path)
        : base(Int8Kernels<AccumulateEpilogue>.Dense(Int8Geometry.OfFullyConnected<TShape>(), weights, path), bias)
    {
    }
}
