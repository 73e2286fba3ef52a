using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A fully connected int8 layer of shared weights, whose output has eight bits again.</summary>
/// <typeparam name="TShape">The layer's shape.</typeparam>
public sealed class CodebookFullyConnectedInt8<TShape> : RequantizingLayer
    where TShape : struct, IFullyConnectedShape
{
    /// <summary>Packs the weights for this machine.</summary>
    /// <param name="indices">[outputs, inputs], into the codebook.</param>
    /// <param name="codebook">1 to 16 weights, with zero point 0.</param>
    /// <param name="bias">One per output, in units of the input's times the weight's scale, or empty.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="multipliers">Input scale times weight scale by output scale: one per output, or one for all.</param>
    /// <param name="outputZeroPoint">What a zero looks like in the output.</param>
    /// <param name="minimum">Least output, as a quantized number.</param>
    /// <param name="maximum">Largest output, as a quantized number.</param>
    public CodebookFullyConnectedInt8(
        ReadOnlySpan<byte> indices,
        ReadOnlySpan<sbyte> codebook,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum)
        : this(indices, codebook, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, Int8Paths.Of(Isa.Best))
    {
    }

    internal CodebookFullyConnectedInt8(
        ReadOnlySpan<byte> indices,
        ReadOnlySpan<sbyte> codebook,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum,
        Int8Path path)
        : base(
            Int8Kernels<RequantizeEpilogue>.Codebook(Int8Geometry.OfFullyConnected<TShape>(), indices, codebook, path),
            bias,
            inputZeroPoint,
            multipliers,
            outputZeroPoint,
            minimum,
            maximum)
    {
    }
}
