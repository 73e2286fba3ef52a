namespace Whittle.Runtime.Kernels;

/// <summary>Divides each element by (bias + alpha / size · Σ x²)^beta, the sum over neighbouring channels. Not in place.</summary>
public static class LocalResponseNormalization
{
    public static void Run(
        ReadOnlySpan<float> input,
        Span<float> output,
        int batch,
        int channels,
        int spatial,
        int size,
        float alpha,
        float beta,
        float bias,
        bool channelsLast)
    {
        Arguments.Require((batch | channels | spatial) >= 0, "No dimension may be negative.", nameof(batch));
        Arguments.Require(size > 0, "At least one channel takes part.", nameof(size));
        Arguments.Length(Shapes.Product([batch, channels, spatial]), input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        Arguments.Require(input.IsEmpty || !input.Overlaps(output), "It may not overlap the input.", nameof(output));
        var (channelStride, spatialStride) = channelsLast ? (1, channels) : (spatial, 1);
        var image = channels * spatial;
        for (var start = 0; start < input.Length; start += image)
        {
            var from = input.Slice(start, image);
            var to = output.Slice(start, image);
            for (var position = 0; position < spatial; position++)
            {
                Pillar(from[(position * spatialStride)..], to[(position * spatialStride)..], channels, channelStride, size, alpha / size, beta, bias);
            }
        }
    }

    /// <summary>All channels of one position. An even window reaches one channel further up than down.</summary>
    private static void Pillar(ReadOnlySpan<float> input, Span<float> output, int channels, int stride, int size, float factor, float beta, float bias)
    {
        for (var channel = 0; channel < channels; channel++)
        {
            var first = Math.Max(0, channel - ((size - 1) / 2));
            var last = Math.Min(channels - 1, channel + (size / 2));
            var sum = 0f;
            for (var neighbour = first; neighbour <= last; neighbour++)
            {
                sum += input[neighbour * stride] * input[neighbour * stride];
            }

            output[channel * stride] = input[channel * stride] * MathF.Pow(bias + (factor * sum), -beta);
        }
    }
}
