namespace Whittle.Runtime.Kernels;

/// <summary>Divides each row by its root mean square, then scales it elementwise. In place allowed.</summary>
public static class RmsNormalization
{
    /// <summary>output[r] = input[r] / √(mean of input[r]² + epsilon) · scale, rows of <paramref name="length"/>.</summary>
    public static void Run(ReadOnlySpan<float> input, Span<float> output, ReadOnlySpan<float> scale, int outer, int length, float epsilon)
    {
        Arguments.Require(outer >= 0 && length > 0, "No dimension may be negative, the row not empty.", nameof(length));
        Arguments.Length((long)outer * length, input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        Arguments.SameLength(length, scale.Length, nameof(scale));
        for (var start = 0; start < input.Length; start += length)
        {
            var from = input.Slice(start, length);
            var to = output.Slice(start, length);
            var squares = new FloatReduceRun<ReduceSumSquare<float>>(default, Isa.Best).Horizontal(0f, from);
            Binary.Run(from, 1f / MathF.Sqrt((squares / length) + epsilon), to, default(Multiply<float>));
            Binary.Run(to, scale, to, default(Multiply<float>));
        }
    }
}
