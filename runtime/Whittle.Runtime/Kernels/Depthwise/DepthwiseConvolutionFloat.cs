using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Kernels.Lanes;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Float depthwise convolution of channels-last images: every channel has its own kernel. Bias and a fused clamp included.</summary>
/// <typeparam name="TShape">Shape with Groups = OutputChannels and ChannelsPerGroup = 1.</typeparam>
/// <remarks>Fewer than four channels with a horizontal stride take the scalar path; see <see cref="DepthwiseFloatGeometry{TShape}"/> for the rest.</remarks>
public sealed unsafe class DepthwiseConvolutionFloat<TShape>
    where TShape : struct, IConvolutionShape
{
    private readonly NativeBuffer<float> _weights;
    private readonly NativeBuffer<float> _bias;
    private readonly float _minimum;
    private readonly float _maximum;
    private readonly IsaLevel _level;

    /// <summary>Packs weights [OutputChannels, KernelHeight, KernelWidth, 1] and bias [OutputChannels] (empty: none).</summary>
    /// <exception cref="ArgumentException">The shape is not depthwise, or a length does not fit it.</exception>
    public DepthwiseConvolutionFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum)
        : this(weights, bias, minimum, maximum, Isa.Best)
    {
    }

    internal DepthwiseConvolutionFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum, IsaLevel level)
    {
        if (TShape.Groups != TShape.OutputChannels || TShape.ChannelsPerGroup != 1)
        {
            throw new ArgumentException("The shape is not depthwise: it needs Groups = OutputChannels and ChannelsPerGroup = 1.");
        }

        var taps = DepthwiseFloatGeometry<TShape>.Taps;
        var run = DepthwiseFloatGeometry<TShape>.Run;
        Lengths.Exactly(TShape.OutputChannels * taps, weights.Length, nameof(weights));
        Lengths.ExactlyOrEmpty(TShape.OutputChannels, bias.Length, nameof(bias));
        _minimum = minimum;
        _maximum = maximum;
        _level = FloatScalar.Narrow(level, run);
        while (FloatScalar.Lanes(_level) > run)
        {
            _level--;
        }

        // [tap][lane of the run], so that a tap's weights load like its inputs.
        _weights = new NativeBuffer<float>(checked(taps * run));
        _bias = new NativeBuffer<float>(run);
        for (var lane = 0; lane < run; lane++)
        {
            var channel = lane % TShape.Groups;
            _bias.Span[lane] = bias.IsEmpty ? 0 : bias[channel];
            for (var tap = 0; tap < taps; tap++)
            {
                _weights.Span[(tap * run) + lane] = weights[(channel * taps) + tap];
            }
        }
    }

    /// <summary>Convolves [Batch, InputHeight, InputWidth, channels] (already padded) into [Batch, OutputHeight, OutputWidth, channels].</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        Lengths.Exactly(DepthwiseFloatGeometry<TShape>.InputLength, input.Length, nameof(input));
        Lengths.Exactly(DepthwiseFloatGeometry<TShape>.OutputLength, output.Length, nameof(output));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunScalar(float* input, float* output)
    {
        var run = DepthwiseFloatGeometry<TShape>.Run;
        for (var row = 0; row < TShape.Batch * TShape.OutputHeight; row++)
        {
            var x = input + (InputRow(row) * DepthwiseFloatGeometry<TShape>.InputRow);
            for (var pixel = 0; pixel < DepthwiseFloatGeometry<TShape>.RunsPerRow; pixel++)
            {
                for (var lane = 0; lane < run; lane++)
                {
                    var start = x + (pixel * DepthwiseFloatGeometry<TShape>.RunStep) + lane;
                    *output++ = FloatScalar.Clamp(Dot(start, _weights.Pointer + lane, _bias.Pointer[lane]), _minimum, _maximum);
                }
            }
        }
    }

    private static float Dot(float* input, float* weights, float sum)
    {
        for (var row = 0; row < TShape.KernelHeight; row++)
        {
            for (var column = 0; column < TShape.KernelWidth; column++)
            {
                sum += input[(row * DepthwiseFloatGeometry<TShape>.TapRowStep) + (column * DepthwiseFloatGeometry<TShape>.TapColumnStep)] * *weights;
                weights += DepthwiseFloatGeometry<TShape>.Run;
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunLanes<TLanes, TVector>(float* input, float* output)
        where TLanes : struct, ITileLanes<TVector>
        where TVector : unmanaged
    {
        for (var row = 0; row < TShape.Batch * TShape.OutputHeight; row++)
        {
            DepthwiseFloatTile<TShape, TLanes, TVector>.Row(
                input + (InputRow(row) * DepthwiseFloatGeometry<TShape>.InputRow), _weights.Pointer, _bias.Pointer, output, _minimum, _maximum);
            output += TShape.OutputWidth * TShape.Groups;
        }
    }

    // Output rows are counted through all images.
    private static long InputRow(int row) =>
        ((long)(row / TShape.OutputHeight) * TShape.InputHeight) + ((long)(row % TShape.OutputHeight) * TShape.StrideHeight);
}
