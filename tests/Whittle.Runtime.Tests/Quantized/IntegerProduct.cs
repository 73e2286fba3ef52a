using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

/// <summary>What a multiply-accumulate layer leaves for the epilogues: products with raw weights, and the rows' sums.</summary>
internal static class IntegerProduct
{
    /// <summary>Σ (x − xz) · w for input [rows, depth] and weights [depth, channels], and Σ (x − xz) per row.</summary>
    public static (int[] Accumulators, int[] RowSums) Of<TInput, TWeight>(
        TInput[] input, int inputZeroPoint, TWeight[] weights, int rows, int depth, int channels)
        where TInput : unmanaged
        where TWeight : unmanaged
    {
        var accumulators = new int[rows * channels];
        var rowSums = new int[rows];
        for (var r = 0; r < rows; r++)
        {
            for (var k = 0; k < depth; k++)
            {
                var x = Element8.ToInt32(input[(r * depth) + k]) - inputZeroPoint;
                rowSums[r] += x;
                for (var c = 0; c < channels; c++)
                {
                    accumulators[(r * channels) + c] += x * Element8.ToInt32(weights[(k * channels) + c]);
                }
            }
        }

        return (accumulators, rowSums);
    }
}
