using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Any integer type to float with a scale for each block of an axis: (x − zeroPoint) · scale. <see cref="DequantizeLinear"/> is the fast form for
/// 8 bits and one scale for all or per channel.</summary>
public static class DequantizeBlocks
{
    /// <summary>Dequantizes [outer, length, inner]; the scale of an element has the number outer · outerStride + length / block · blockStride +
    /// inner · innerStride. An empty zeroPoints means zeros.</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<float> output,
        ReadOnlySpan<float> scales,
        ReadOnlySpan<T> zeroPoints,
        int outer,
        int length,
        int inner,
        int block,
        int outerStride,
        int blockStride,
        int innerStride)
        where T : unmanaged, IBinaryInteger<T>
    {
        Arguments.Length(Shapes.Product([outer, length, inner]), input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        Arguments.Require(zeroPoints.IsEmpty || zeroPoints.Length == scales.Length, "It must be empty or as long as the scales.", nameof(zeroPoints));
        for (var i = 0; i < input.Length; i++)
        {
            var scale = (i / inner / length * outerStride) + (i / inner % length / block * blockStride) + (i % inner * innerStride);
            var zeroPoint = zeroPoints.IsEmpty ? 0L : long.CreateTruncating(zeroPoints[scale]);
            output[i] = (float)(long.CreateTruncating(input[i]) - zeroPoint) * scales[scale];
        }
    }
}
