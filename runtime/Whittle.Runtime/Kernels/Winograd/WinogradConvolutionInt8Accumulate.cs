using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A 3x3 int8 convolution by F(4x4, 3x3), as <see cref="WinogradConvolutionInt8{TShape}"/> is, whose output is the int32 sums.</summary>
/// <typeparam name="TShape">One group, stride 1, dilation 1; channels of input and output in multiples of 16.</typeparam>
public sealed class WinogradConvolutionInt8Accumulate<TShape> : AccumulatingLayer
    where TShape : struct, IConvolutionShape
{
    /// <summary>Transforms the weights.</summary>
    /// <param name="weights">[outputChannels, 3, 3, channels], with zero point 0.</param>
    /// <param name="bias">One per output, or empty.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the shape is not one of those above.</exception>
    public WinogradConvolutionInt8Accumulate(ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias)
        : this(weights, bias, Int8Paths.Of(Isa.Best))
    {
    }

    internal WinogradConvolutionInt8Accumulate(ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias, Int8Path path)
        : base(Int8Kernels<AccumulateEpilogue>.Winograd<TShape>(weights, path), bias)
    {
    }
}
