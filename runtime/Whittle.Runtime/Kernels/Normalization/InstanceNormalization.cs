using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Brings each channel of each image to mean 0 and variance 1, then scales and shifts it. In place allowed.</summary>
public static class InstanceNormalization
{
    public static void Run(
        ReadOnlySpan<float> input,
        Span<float> output,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> bias,
        int batch,
        int channels,
        int spatial,
        float epsilon,
        bool channelsLast)
    {
        Arguments.Require(batch >= 0 && channels > 0 && spatial > 0, "No dimension may be negative, an image not empty.", nameof(spatial));
        Arguments.Length(Shapes.Product([batch, channels, spatial]), input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        Arguments.SameLength(channels, scale.Length, nameof(scale));
        Arguments.SameLength(channels, bias.Length, nameof(bias));
        var size = channels * spatial;
        for (var start = 0; start < input.Length; start += size)
        {
            var from = input.Slice(start, size);
            var to = output.Slice(start, size);
            if (channelsLast)
            {
                Interleaved(from, to, scale, bias, spatial, epsilon);
            }
            else
            {
                Planar(from, to, scale, bias, spatial, epsilon);
            }
        }
    }

    private static void Planar(ReadOnlySpan<float> input, Span<float> output, ReadOnlySpan<float> scale, ReadOnlySpan<float> bias, int spatial, float epsilon)
    {
        for (var channel = 0; channel < scale.Length; channel++)
        {
            var plane = input.Slice(channel * spatial, spatial);
            var (mean, variance) = Moments.Of(plane, Isa.Best);
            var factor = scale[channel] / MathF.Sqrt(variance + epsilon);
            Unary.Run(plane, output.Slice(channel * spatial, spatial), new Affine(factor, bias[channel] - (mean * factor)));
        }
    }

    private static void Interleaved(ReadOnlySpan<float> input, Span<float> output, ReadOnlySpan<float> scale, ReadOnlySpan<float> bias, int spatial, float epsilon)
    {
        var channels = scale.Length;
        using var scratch = ScratchPool.Rent(checked(2 * channels * sizeof(float)));
        var mean = scratch.Get<float>(0, channels);
        var variance = scratch.Get<float>(channels * sizeof(float), channels);
        Reduce.Run(input, mean, default(ReduceMean<float>), [spatial, channels], [true, false]);
        variance.Clear();
        for (var i = 0; i < input.Length; i += channels)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var distance = input[i + channel] - mean[channel];
                variance[channel] += distance * distance;
            }
        }

        for (var channel = 0; channel < channels; channel++)
        {
            // From here on the two rows hold factor and shift.
            var factor = scale[channel] / MathF.Sqrt((variance[channel] / spatial) + epsilon);
            (variance[channel], mean[channel]) = (factor, bias[channel] - (mean[channel] * factor));
        }

        ScaleShift.Run(input, output, variance, mean, spatial, channels, 1);
    }
}
