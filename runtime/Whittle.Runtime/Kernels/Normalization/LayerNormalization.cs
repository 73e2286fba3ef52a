namespace Whittle.Runtime.Kernels;

/// <summary>Brings each row to mean 0 and variance 1, then scales and shifts it elementwise. In place allowed.</summary>
public static class LayerNormalization
{
    /// <remarks>An empty <paramref name="bias"/> means none.</remarks>
    public static void Run(
        ReadOnlySpan<float> input,
        Span<float> output,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> bias,
        int outer,
        int length,
        float epsilon)
    {
        Arguments.Require(outer >= 0 && length > 0, "No dimension may be negative, the row not empty.", nameof(length));
        Arguments.Length((long)outer * length, input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        Arguments.SameLength(length, scale.Length, nameof(scale));
        Arguments.Require(bias.IsEmpty || bias.Length == length, "It must be empty or as long as a row.", nameof(bias));
        for (var start = 0; start < input.Length; start += length)
        {
            var to = output.Slice(start, length);
            var (mean, variance) = Moments.Of(input.Slice(start, length), Isa.Best);
            Binary.Run(input.Slice(start, length), mean, to, default(Subtract<float>));
            Binary.Run(to, 1f / MathF.Sqrt(variance + epsilon), to, default(Multiply<float>));
            Binary.Run(to, scale, to, default(Multiply<float>));
            if (!bias.IsEmpty)
            {
                Binary.Run(to, bias, to, default(Add<float>));
            }
        }
    }
}
