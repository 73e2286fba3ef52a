using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>Normalization by the statistics of the data at hand, at build time.</summary>
internal static class ReferenceNormalization
{
    /// <summary>(x − mean) / √(variance + epsilon) · scale + bias over runs of <paramref name="length"/> elements.</summary>
    /// <param name="affine">Scale and bias of the n-th element.</param>
    public static Tensor Standardized(Tensor input, int length, float epsilon, Func<int, (float Scale, float Bias)> affine)
    {
        var values = input.ToDoubles();
        var result = new float[values.Length];
        for (var start = 0; start < values.Length; start += length)
        {
            var mean = 0.0;
            for (var i = start; i < start + length; i++)
            {
                mean += values[i] / length;
            }

            var variance = 0.0;
            for (var i = start; i < start + length; i++)
            {
                variance += (values[i] - mean) * (values[i] - mean) / length;
            }

            for (var i = start; i < start + length; i++)
            {
                var (scale, bias) = affine(i);
                result[i] = (float)(((values[i] - mean) / Math.Sqrt(variance + epsilon) * scale) + bias);
            }
        }

        return Tensor.FromFloats(input.Shape, result);
    }
}
