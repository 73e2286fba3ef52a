using Whittle.Runtime.Kernels.Lanes;
using Whittle.Runtime.Kernels.Winograd;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>A 3x3 float convolution by F(4x4, 3x3): 36 multiplications for 144. Rounding is about ten times that of the direct sum (1e-5 of the largest
/// output), so it is for models that allow it (<c>Exact="false"</c>). Needs 512-bit vectors and is the direct convolution without.</summary>
/// <typeparam name="TShape">One group, stride 1, dilation 1; input channels in multiples of 16, output channels of 32.</typeparam>
public sealed unsafe class WinogradConvolutionFloat<TShape>
    where TShape : struct, IConvolutionShape
{
    private readonly WinogradTiles _tiles;
    private readonly ConvolutionFloat<TShape>? _direct;
    private readonly NativeBuffer<float>? _weights;
    private readonly NativeBuffer<float>? _bias;
    private readonly float _minimum;
    private readonly float _maximum;

    /// <summary>Transforms weights [OutputChannels, 3, 3, channels] and takes bias [OutputChannels] (empty: none).</summary>
    /// <param name="weights">[outputChannels, 3, 3, channels].</param>
    /// <param name="bias">One per output, or empty.</param>
    /// <param name="minimum">Least output.</param>
    /// <param name="maximum">Largest output.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the shape is not one of those above.</exception>
    public WinogradConvolutionFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum)
        : this(weights, bias, minimum, maximum, Isa.Best)
    {
    }

    internal WinogradConvolutionFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum, IsaLevel level)
    {
        _tiles = WinogradTiles.Of<TShape>(WinogradInputFloat.Channels, WinogradProductFloat.Outputs, weights.Length, nameof(weights));
        Lengths.ExactlyOrEmpty(TShape.OutputChannels, bias.Length, nameof(bias));
        (_minimum, _maximum) = (minimum, maximum);
        if (level < IsaLevel.Avx512)
        {
            _direct = new ConvolutionFloat<TShape>(weights, bias, minimum, maximum, level);
            return;
        }

        _weights = Pack(weights);
        _bias = new NativeBuffer<float>(TShape.OutputChannels);
        bias.CopyTo(_bias.Span);
    }

    /// <summary>Convolves [Batch, InputHeight, InputWidth, channels] (already padded) into [Batch, OutputHeight, OutputWidth, OutputChannels].</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        if (_direct is not null)
        {
            _direct.Run(input, output);
            return;
        }

        Lengths.Exactly(TShape.Batch * _tiles.InputImage, input.Length, nameof(input));
        Lengths.Exactly(TShape.Batch * _tiles.OutputImage, output.Length, nameof(output));
        var ending = new WinogradOutputFloat(_bias!.Pointer, _minimum, _maximum);
        fixed (float* x = input, y = output)
        {
            new WinogradDriverFloat(_tiles, _weights!.Pointer, ending).Run(x, y, TShape.Batch);
        }

        GC.KeepAlive(this);
    }

    /// <summary>[36, outputs / 32, channels, 32].</summary>
    private static NativeBuffer<float> Pack(ReadOnlySpan<float> weights)
    {
        var (channels, outputs) = (TShape.ChannelsPerGroup, TShape.OutputChannels);
        var packed = new NativeBuffer<float>(WinogradFilter.Points * outputs * channels);
        Span<double> filter = stackalloc double[9];
        Span<double> points = stackalloc double[WinogradFilter.Points];
        for (var output = 0; output < outputs; output++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                for (var tap = 0; tap < filter.Length; tap++)
                {
                    filter[tap] = weights[(((output * 9) + tap) * channels) + channel];
                }

                WinogradFilter.Transform(filter, points);
                for (var point = 0; point < points.Length; point++)
                {
                    var block = ((point * outputs) + (output / WinogradProductFloat.Outputs * WinogradProductFloat.Outputs)) * channels;
                    packed.Span[block + (channel * WinogradProductFloat.Outputs) + (output % WinogradProductFloat.Outputs)] = (float)points[point];
                }
            }
        }

        return packed;
    }
}
