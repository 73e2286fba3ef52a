namespace Whittle.Compiler.Operators.Linear;

/// <summary>The product of a matrix and a transposed one: what every linear operator computes with at build time. Sums run in ascending order of the inner index.</summary>
internal static class ReferenceProduct
{
    /// <summary>result[row, column] = Σ left[row, i] · right[column, i].</summary>
    /// <param name="left">[rows, inner].</param>
    /// <param name="right">[columns, inner].</param>
    public static float[] OfTransposed(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int rows, int inner, int columns)
    {
        var result = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var x = left.Slice(row * inner, inner);
            var y = result.AsSpan(row * columns, columns);
            var column = 0;
            for (; column + 4 <= columns; column += 4)
            {
                Four(x, right.Slice(column * inner, 4 * inner), y.Slice(column, 4));
            }

            for (; column < columns; column++)
            {
                y[column] = Dot(x, right.Slice(column * inner, inner));
            }
        }

        return result;
    }

    /// <summary>[rows, columns] as [columns, rows].</summary>
    public static float[] Transposed(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        var result = new float[matrix.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                result[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return result;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Four sums at once: one alone would wait for every addition.</summary>
    private static void Four(ReadOnlySpan<float> x, ReadOnlySpan<float> rows, Span<float> result)
    {
        var w0 = rows.Slice(0, x.Length);
        var w1 = rows.Slice(x.Length, x.Length);
        var w2 = rows.Slice(2 * x.Length, x.Length);
        var w3 = rows.Slice(3 * x.Length, x.Length);
        float sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var value = x[i];
            sum0 += value * w0[i];
            sum1 += value * w1[i];
            sum2 += value * w2[i];
            sum3 += value * w3[i];
        }

        (result[0], result[1], result[2], result[3]) = (sum0, sum1, sum2, sum3);
    }
}
