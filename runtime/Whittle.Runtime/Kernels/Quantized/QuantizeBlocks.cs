using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Float to any integer type with a scale for each block of an axis: saturate(round(x / scale) + zeroPoint), ties to even.
/// <see cref="QuantizeLinear"/> is the fast form for 8 bits and one scale for all or per channel.</summary>
public static class QuantizeBlocks
{
    /// <summary>Quantizes [outer, length, inner]; the scale of an element has the number outer · outerStride + length / block · blockStride +
    /// inner · innerStride. Results lie in <paramref name="lowest"/> … <paramref name="highest"/>; NaN gives the lowest. An empty zeroPoints means
    /// zeros.</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run<T>(
        ReadOnlySpan<float> input,
        Span<T> output,
        ReadOnlySpan<float> scales,
        ReadOnlySpan<T> zeroPoints,
        int outer,
        int length,
        int inner,
        int block,
        int outerStride,
        int blockStride,
        int innerStride,
        T lowest,
        T highest)
        where T : unmanaged, IBinaryInteger<T>
    {
        Arguments.Length(Shapes.Product([outer, length, inner]), input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        Arguments.Require(zeroPoints.IsEmpty || zeroPoints.Length == scales.Length, "It must be empty or as long as the scales.", nameof(zeroPoints));
        var (least, greatest) = (double.CreateTruncating(lowest), double.CreateTruncating(highest));
        for (var i = 0; i < input.Length; i++)
        {
            var scale = (i / inner / length * outerStride) + (i / inner % length / block * blockStride) + (i % inner * innerStride);
            var zeroPoint = zeroPoints.IsEmpty ? 0 : double.CreateTruncating(zeroPoints[scale]);
            var value = Math.Round((double)(input[i] / scales[scale]), MidpointRounding.ToEven) + zeroPoint;
            output[i] = !(value > least) ? lowest : value >= greatest ? highest : T.CreateTruncating(value);
        }
    }
}
