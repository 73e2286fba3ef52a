using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 convolution of every channel by itself, whose output is the int32 sums.</summary>
/// <typeparam name="TShape">The layer's shape.</typeparam>
public sealed class DepthwiseConvolutionInt8Accumulate<TShape> : AccumulatingLayer
    where TShape : struct, IConvolutionShape
{
    /// <summary>Packs the weights for this machine.</summary>
    /// <param name="weights">[channels, kernelHeight, kernelWidth], with zero point 0.</param>
    /// <param name="bias">One per output, or empty.</param>
    public DepthwiseConvolutionInt8Accumulate(ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias)
        : this(weights, bias, Int8Paths.Of(Isa.Best))
    {
    }

    internal DepthwiseConvolutionInt8Accumulate(ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias, Int8Path path)
        : base(Int8Kernels<AccumulateEpilogue>.Depthwise<TShape>(weights, path), bias)
    {
    }
}
