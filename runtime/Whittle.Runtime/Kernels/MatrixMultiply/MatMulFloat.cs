using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>Batched float matrix product with both operands known at run time only.</summary>
public static unsafe class MatMulFloat
{
    /// <summary>output[b] = left[b] · right[b] with left [rows, inner], right [inner, columns]; a batch stride of 0 repeats an operand.</summary>
    /// <exception cref="ArgumentException">A span is too short, or the output's length is not batch · rows · columns.</exception>
    public static void Run(
        ReadOnlySpan<float> left,
        ReadOnlySpan<float> right,
        Span<float> output,
        int batch,
        int rows,
        int inner,
        int columns,
        int leftBatchStride,
        int rightBatchStride) =>
        Run(left, right, output, batch, rows, inner, columns, leftBatchStride, rightBatchStride, Isa.Best);

    internal static void Run(
        ReadOnlySpan<float> left,
        ReadOnlySpan<float> right,
        Span<float> output,
        int batch,
        int rows,
        int inner,
        int columns,
        int leftBatchStride,
        int rightBatchStride,
        IsaLevel level)
    {
        Lengths.Exactly(batch * rows * columns, output.Length, nameof(output));
        if (output.IsEmpty)
        {
            return;
        }

        Lengths.AtLeast(((batch - 1) * leftBatchStride) + (rows * inner), left.Length, nameof(left));
        Lengths.AtLeast(((batch - 1) * rightBatchStride) + (inner * columns), right.Length, nameof(right));
        fixed (float* x = left, w = right, y = output)
        {
            for (var b = 0; b < batch; b++)
            {
                FloatProduct.Multiply(
                    x + ((long)b * leftBatchStride), inner, 1, w + ((long)b * rightBatchStride), y + ((long)b * rows * columns), rows, inner, columns, level);
            }
        }
    }
}
