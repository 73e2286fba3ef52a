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
        float epsilon) => Run(input, output, [], [], scale, bias, outer, length, epsilon);

    /// <summary>Writes each row's mean and 1 / √(variance + epsilon) too.</summary>
    /// <remarks>An empty <paramref name="bias"/> means none; the two statistics may both be empty.</remarks>
    public static void Run(
        ReadOnlySpan<float> input,
        Span<float> output,
        Span<float> outputMean,
        Span<float> outputInverseDeviation,
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
        Arguments.Require(outputMean.IsEmpty || outputMean.Length == outer, "It must be empty or have one element per row.", nameof(outputMean));
        Arguments.SameLength(outputMean.Length, outputInverseDeviation.Length, nameof(outputInverseDeviation));
        for (var row = 0; row < outer; row++)
        {
            var to = output.Slice(row * length, length);
            var (mean, variance) = Moments.Of(input.Slice(row * length, length), Isa.Best);
            var inverse = 1f / MathF.Sqrt(variance + epsilon);
            Binary.Run(input.Slice(row * length, length), mean, to, default(Subtract<float>));
            Binary.Run(to, inverse, to, default(Multiply<float>));
            Binary.Run(to, scale, to, default(Multiply<float>));
            if (!bias.IsEmpty)
            {
                Binary.Run(to, bias, to, default(Add<float>));
            }

            if (!outputMean.IsEmpty)
            {
                outputMean[row] = mean;
                outputInverseDeviation[row] = inverse;
            }
        }
    }
}
