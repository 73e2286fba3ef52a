using System.Runtime.Intrinsics;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>The products behind <see cref="MatMulFloat"/> and <see cref="GemmFloat"/>, by instruction-set path.</summary>
internal static unsafe class FloatProduct
{
    /// <summary>output = left · right, where left[row * leftRow + k * leftInner] and right is [inner, columns].</summary>
    public static void Multiply(float* left, int leftRow, int leftInner, float* right, float* output, int rows, int inner, int columns, IsaLevel level)
    {
        switch (FloatScalar.Narrow(level, columns))
        {
            case IsaLevel.Avx512:
                MatMulFloatTile<TileLanes512, Vector512<float>>.Run(left, leftRow, leftInner, right, output, rows, inner, columns);
                break;
            case IsaLevel.Avx2:
                MatMulFloatTile<TileLanes256, Vector256<float>>.Run(left, leftRow, leftInner, right, output, rows, inner, columns);
                break;
            case IsaLevel.Vector128:
                MatMulFloatTile<TileLanes128, Vector128<float>>.Run(left, leftRow, leftInner, right, output, rows, inner, columns);
                break;
            default:
                Scalar(left, leftRow, leftInner, right, columns, 1, output, rows, inner, columns);
                break;
        }
    }

    /// <summary>output = left · rightᵀ, where right is [columns, inner]: dot products of rows.</summary>
    /// <remarks>With left transposed too, neither operand has its inner dimension side by side in a way both can use; that case is scalar.</remarks>
    public static void MultiplyTransposed(
        float* left, int leftRow, int leftInner, float* right, float* output, int rows, int inner, int columns, IsaLevel level)
    {
        switch (leftInner == 1 ? level : IsaLevel.Scalar)
        {
            case IsaLevel.Avx512:
                DotFloatTile<TileLanes512, Vector512<float>>.Run(left, leftRow, right, output, rows, inner, columns);
                break;
            case IsaLevel.Avx2:
                DotFloatTile<TileLanes256, Vector256<float>>.Run(left, leftRow, right, output, rows, inner, columns);
                break;
            case IsaLevel.Vector128:
                DotFloatTile<TileLanes128, Vector128<float>>.Run(left, leftRow, right, output, rows, inner, columns);
                break;
            default:
                Scalar(left, leftRow, leftInner, right, 1, inner, output, rows, inner, columns);
                break;
        }
    }

    private static void Scalar(
        float* left, int leftRow, int leftInner, float* right, int rightInner, int rightColumn, float* output, int rows, int inner, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = 0f;
                for (var k = 0; k < inner; k++)
                {
                    sum += left[((long)row * leftRow) + ((long)k * leftInner)] * right[((long)k * rightInner) + ((long)column * rightColumn)];
                }

                *output++ = sum;
            }
        }
    }
}
