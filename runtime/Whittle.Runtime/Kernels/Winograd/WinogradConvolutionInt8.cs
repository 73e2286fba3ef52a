using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Kernels.Lanes;
using Whittle.Runtime.Kernels.Winograd;
using Whittle.Runtime.Memory;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A 3x3 int8 convolution by F(4x4, 3x3): 36 multiplications for 144, in 16 bits. An output differs from the exact one by one step at times (up to 5 in 100,
/// two steps with 256 channels), so it is for models that allow it (<c>Exact="false"</c>). Needs 512-bit vectors and is the exact convolution without.</summary>
/// <typeparam name="TShape">One group, stride 1, dilation 1; channels in multiples of 32.</typeparam>
public sealed unsafe class WinogradConvolutionInt8<TShape>
    where TShape : struct, IConvolutionShape
{
    private readonly ConvolutionInt8<TShape>? _exact;
    private readonly WinogradWeightsInt8? _weights;
    private readonly NativeBuffer<float>? _bias;
    private readonly float _low;
    private readonly float _high;
    private readonly int _zeroPoint;

    /// <summary>Transforms the weights.</summary>
    /// <param name="weights">[outputChannels, 3, 3, channels], with zero point 0.</param>
    /// <param name="bias">One per output, in units of the input's times the weight's scale, or empty.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="multipliers">Input scale times weight scale by output scale: one per output, or one for all.</param>
    /// <param name="outputZeroPoint">What a zero looks like in the output.</param>
    /// <param name="minimum">Least output, as a quantized number.</param>
    /// <param name="maximum">Largest output, as a quantized number.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the shape is not one of those above.</exception>
    public WinogradConvolutionInt8(
        ReadOnlySpan<sbyte> weights,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum)
        : this(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, Isa.Best)
    {
    }

    internal WinogradConvolutionInt8(
        ReadOnlySpan<sbyte> weights,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum,
        IsaLevel level)
    {
        WinogradTiles<TShape>.Check(WinogradInputInt8.Channels, WinogradProductInt16.Outputs, weights.Length, nameof(weights));
        if (level < IsaLevel.Avx512 || !Avx512BW.IsSupported)
        {
            _exact = new ConvolutionInt8<TShape>(
                weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, Int8Paths.Of(level));
            return;
        }

        var channels = new Int8Channels(Sums(weights), order: null);
        var spread = channels.Spread(multipliers, optional: false, nameof(multipliers));
        _weights = new WinogradWeightsInt8(weights, spread.Span, TShape.ChannelsPerGroup);
        _bias = Scaled(channels.FoldZeroPoint(bias, inputZeroPoint), spread);
        (_low, _high, _zeroPoint) = (minimum - outputZeroPoint, maximum - outputZeroPoint, outputZeroPoint);
    }

    /// <summary>Convolves [Batch, InputHeight, InputWidth, channels] (already padded) into [Batch, OutputHeight, OutputWidth, OutputChannels].</summary>
    /// <typeparam name="TInput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <typeparam name="TOutput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public void Run<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        if (_exact is not null)
        {
            _exact.Run(input, output);
            return;
        }

        Int8Arguments.CheckEightBits<TInput>(nameof(input));
        Int8Arguments.CheckEightBits<TOutput>(nameof(output));
        Lengths.Exactly(TShape.Batch * WinogradTiles<TShape>.InputImage, input.Length, nameof(input));
        Lengths.Exactly(TShape.Batch * WinogradTiles<TShape>.OutputImage, output.Length, nameof(output));
        var ending = new WinogradOutputInt8(_weights!.Scales.Pointer, _bias!.Pointer, _low, _high, _zeroPoint);
        fixed (TInput* x = input)
        fixed (TOutput* y = output)
        {
            WinogradDriver<TShape>.Run<WinogradArithmeticInt8<TShape, TInput>, TInput, short, int, byte>(
                new WinogradArithmeticInt8<TShape, TInput>(_weights.Values.Pointer, ending), x, (byte*)y);
        }

        GC.KeepAlive(this);
    }

    private static int[] Sums(ReadOnlySpan<sbyte> weights)
    {
        var sums = new int[TShape.OutputChannels];
        for (var i = 0; i < weights.Length; i++)
        {
            sums[i / (9 * TShape.ChannelsPerGroup)] += weights[i];
        }

        return sums;
    }

    private static NativeBuffer<float> Scaled(NativeBuffer<int> bias, NativeBuffer<float> multipliers)
    {
        var scaled = new NativeBuffer<float>(bias.Length);
        for (var i = 0; i < bias.Length; i++)
        {
            scaled.Span[i] = bias.Span[i] * multipliers.Span[i];
        }

        return scaled;
    }
}
