namespace Whittle.Runtime.Kernels;

/// <summary>(x − mean) / √(variance + epsilon) · scale + bias per channel, with statistics that are computed too; stored ones become a
/// <see cref="ScaleShift"/>. The tensor is seen as [outer, channels, inner]; in place allowed.</summary>
public static class BatchNormalization
{
    /// <summary>The four vectors have one element per channel.</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run(
        ReadOnlySpan<float> input,
        Span<float> output,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> bias,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance,
        int outer,
        int inner,
        float epsilon)
    {
        var channels = scale.Length;
        Arguments.Length(Shapes.Product([outer, channels, inner]), input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        Arguments.SameLength(channels, bias.Length, nameof(bias));
        Arguments.SameLength(channels, mean.Length, nameof(mean));
        Arguments.SameLength(channels, variance.Length, nameof(variance));
        for (var run = 0; run < outer * channels; run++)
        {
            var channel = run % channels;
            var factor = scale[channel] / MathF.Sqrt(variance[channel] + epsilon);
            var operation = new Affine(factor, bias[channel] - (mean[channel] * factor));
            Unary.Run(input.Slice(run * inner, inner), output.Slice(run * inner, inner), operation);
        }
    }
}
