using System.Numerics;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>Batched matrix product of any type of numbers, both operands known at run time only. Integers wrap around.</summary>
public static class MatMulNumber
{
    /// <summary>output[b] = left[b] · right[b] with left [rows, inner], right [inner, columns]; a batch stride of 0 repeats an operand.</summary>
    /// <exception cref="ArgumentException">A span is too short, or the output's length is not batch · rows · columns.</exception>
    public static void Run<T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        Span<T> output,
        int batch,
        int rows,
        int inner,
        int columns,
        int leftBatchStride,
        int rightBatchStride)
        where T : unmanaged, INumber<T>
    {
        Lengths.Exactly(batch * rows * columns, output.Length, nameof(output));
        if (output.IsEmpty)
        {
            return;
        }

        Lengths.AtLeast(((batch - 1) * leftBatchStride) + (rows * inner), left.Length, nameof(left));
        Lengths.AtLeast(((batch - 1) * rightBatchStride) + (inner * columns), right.Length, nameof(right));
        output.Clear();
        for (var row = 0; row < batch * rows; row++)
        {
            var factors = left.Slice((row / rows * leftBatchStride) + (row % rows * inner), inner);
            var matrix = right.Slice(row / rows * rightBatchStride, inner * columns);
            var target = output.Slice(row * columns, columns);
            for (var k = 0; k < inner; k++)
            {
                Rows.AddScaled(matrix.Slice(k * columns, columns), factors[k], target);
            }
        }
    }
}
