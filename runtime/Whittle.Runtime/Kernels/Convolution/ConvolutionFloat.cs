using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Kernels.Lanes;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Direct float convolution of channels-last images, with bias and a fused clamp.</summary>
/// <typeparam name="TShape">Shape of the convolution; any groups, strides and dilations.</typeparam>
/// <remarks>Lanes are output channels of one group: an input value is broadcast and multiplied with a row of the packed panel. Groups of few output channels
/// therefore leave lanes idle; a depthwise convolution has its own layer.</remarks>
public sealed unsafe class ConvolutionFloat<TShape>
    where TShape : struct, IConvolutionShape
{
    private readonly NativeBuffer<float> _weights;
    private readonly NativeBuffer<float> _bias;
    private readonly float _minimum;
    private readonly float _maximum;
    private readonly IsaLevel _level;

    /// <summary>Packs weights [OutputChannels, KernelHeight, KernelWidth, ChannelsPerGroup] and bias [OutputChannels] (empty: none).</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public ConvolutionFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum)
        : this(weights, bias, minimum, maximum, Isa.Best)
    {
    }

    internal ConvolutionFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum, IsaLevel level)
    {
        var outputs = ConvolutionFloatGeometry<TShape>.OutputsPerGroup;
        var taps = ConvolutionFloatGeometry<TShape>.Taps;
        Lengths.Exactly(TShape.OutputChannels * taps, weights.Length, nameof(weights));
        Lengths.ExactlyOrEmpty(TShape.OutputChannels, bias.Length, nameof(bias));
        _minimum = minimum;
        _maximum = maximum;
        _level = FloatScalar.Narrow(level, outputs);
        var lanes = FloatScalar.Lanes(_level);

        // One lane per panel is the order in which the weights come, which is what the scalar path reads.
        _weights = FloatPanels.Pack(weights, TShape.Groups, outputs, taps, lanes, vectors: _level == IsaLevel.Scalar ? 1 : 2);
        _bias = FloatPanels.PackBias(bias, TShape.Groups, outputs, lanes);
    }

    /// <summary>Convolves [Batch, InputHeight, InputWidth, channels] (already padded) into [Batch, OutputHeight, OutputWidth, OutputChannels].</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        Lengths.Exactly(ConvolutionFloatGeometry<TShape>.InputLength, input.Length, nameof(input));
        Lengths.Exactly(ConvolutionFloatGeometry<TShape>.OutputLength, output.Length, nameof(output));
        fixed (float* x = input, y = output)
        {
            switch (_level)
            {
                case IsaLevel.Avx512: RunLanes<TileLanes512, Vector512<float>>(x, y); break;
                case IsaLevel.Avx2: RunLanes<TileLanes256, Vector256<float>>(x, y); break;
                case IsaLevel.Vector128: RunLanes<TileLanes128, Vector128<float>>(x, y); break;
                default: RunScalar(x, y); break;
            }
        }

        GC.KeepAlive(_weights);
        GC.KeepAlive(_bias);
    }

    private void RunScalar(float* input, float* output)
    {
        for (var batch = 0; batch < TShape.Batch; batch++)
        {
            for (var row = 0; row < TShape.OutputHeight; row++)
            {
                for (var column = 0; column < TShape.OutputWidth; column++)
                {
                    var top = (((batch * TShape.InputHeight) + (row * TShape.StrideHeight)) * TShape.InputWidth) + (column * TShape.StrideWidth);
                    for (var channel = 0; channel < TShape.OutputChannels; channel++)
                    {
                        *output++ = FloatScalar.Clamp(Dot(input + (top * ConvolutionFloatGeometry<TShape>.InputChannels), channel), _minimum, _maximum);
                    }
                }
            }
        }
    }

    private float Dot(float* input, int channel)
    {
        var sum = _bias.Pointer[channel];
        var w = _weights.Pointer + (channel * ConvolutionFloatGeometry<TShape>.Taps);
        input += channel / ConvolutionFloatGeometry<TShape>.OutputsPerGroup * TShape.ChannelsPerGroup;
        for (var row = 0; row < TShape.KernelHeight; row++)
        {
            for (var column = 0; column < TShape.KernelWidth; column++)
            {
                var x = input
                    + (((row * TShape.DilationHeight * TShape.InputWidth) + (column * TShape.DilationWidth)) * ConvolutionFloatGeometry<TShape>.InputChannels);
                for (var k = 0; k < TShape.ChannelsPerGroup; k++)
                {
                    sum += *w++ * x[k];
                }
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunLanes<TLanes, TVector>(float* input, float* output)
        where TLanes : struct, ITileLanes<TVector>
        where TVector : unmanaged
    {
        var outputs = ConvolutionFloatGeometry<TShape>.OutputsPerGroup;
        var padded = FloatPanels.Padded(outputs, TLanes.Count);
        for (var image = 0; image < ConvolutionFloatGeometry<TShape>.Images; image++)
        {
            var x = input + ((long)image * TShape.InputHeight * TShape.InputWidth * ConvolutionFloatGeometry<TShape>.InputChannels);
            var y = output + ((long)image * TShape.OutputHeight * TShape.OutputWidth * TShape.OutputChannels);
            for (var line = 0; line < ConvolutionFloatGeometry<TShape>.Lines; line++)
            {
                for (var group = 0; group < TShape.Groups; group++)
                {
                    FloatLine<ConvolutionFloatGeometry<TShape>, TLanes, TVector>.Run(
                        x + (group * TShape.ChannelsPerGroup),
                        _weights.Pointer + ((long)group * padded * ConvolutionFloatGeometry<TShape>.Taps),
                        _bias.Pointer + (group * padded),
                        y + (group * outputs),
                        ConvolutionFloatGeometry<TShape>.LineLength,
                        outputs,
                        _minimum,
                        _maximum);
                }

                x += ConvolutionFloatGeometry<TShape>.InputLineStep;
                y += ConvolutionFloatGeometry<TShape>.OutputLineStep;
            }
        }
    }
}
