using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>ONNX Gemm with both operands known at run time only.</summary>
public static unsafe class GemmFloat
{
    /// <summary>output = alpha · op(left) · op(right) + beta · addend. left is [rows, inner], or [inner, rows] if <paramref name="transA"/> is 1; right is
    /// [inner, columns], or [columns, inner] if <paramref name="transB"/> is 1; addend is [rows, columns] or empty.</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run(
        ReadOnlySpan<float> left,
        ReadOnlySpan<float> right,
        ReadOnlySpan<float> addend,
        Span<float> output,
        int rows,
        int inner,
        int columns,
        float alpha,
        float beta,
        int transA,
        int transB) =>
        Run(left, right, addend, output, rows, inner, columns, alpha, beta, transA, transB, Isa.Best);

    internal static void Run(
        ReadOnlySpan<float> left,
        ReadOnlySpan<float> right,
        ReadOnlySpan<float> addend,
        Span<float> output,
        int rows,
        int inner,
        int columns,
        float alpha,
        float beta,
        int transA,
        int transB,
        IsaLevel level)
    {
        Lengths.Exactly(rows * inner, left.Length, nameof(left));
        Lengths.Exactly(inner * columns, right.Length, nameof(right));
        Lengths.ExactlyOrEmpty(rows * columns, addend.Length, nameof(addend));
        Lengths.Exactly(rows * columns, output.Length, nameof(output));
        if (output.IsEmpty)
        {
            return;
        }

        var (leftRow, leftInner) = transA == 0 ? (inner, 1) : (1, rows);
        fixed (float* x = left, w = right, c = addend, y = output)
        {
            if (transB == 0)
            {
                FloatProduct.Multiply(x, leftRow, leftInner, w, y, rows, inner, columns, level);
            }
            else
            {
                FloatProduct.MultiplyTransposed(x, leftRow, leftInner, w, y, rows, inner, columns, level);
            }

            if (alpha != 1 || !addend.IsEmpty)
            {
                Finish(y, c, output.Length, alpha, beta, level);
            }
        }
    }

    // y = alpha * y + beta * c, four lanes at a time unless the path is scalar; without an addend, c is null.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(float* y, float* c, int length, float alpha, float beta, IsaLevel level)
    {
        var i = 0;
        if (level > IsaLevel.Scalar)
        {
            for (; i + 4 <= length; i += 4)
            {
                var scaled = Vector128.Load(y + i) * Vector128.Create(alpha);
                (c is null ? scaled : scaled + (Vector128.Load(c + i) * Vector128.Create(beta))).Store(y + i);
            }
        }

        for (; i < length; i++)
        {
            y[i] = (alpha * y[i]) + (c is null ? 0 : beta * c[i]);
        }
    }
}
