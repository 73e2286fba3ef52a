namespace Whittle.Runtime.Kernels;

/// <summary>Reads a tensor through strides into a dense one: Slice with steps, Expand, and the simple half of Transpose.</summary>
internal static class StridedCopy
{
    /// <summary>The caller has checked that the strides stay within <paramref name="input"/> and that <paramref name="output"/> has the shape's
    /// length, not zero.</summary>
    internal static void Run<T>(ReadOnlySpan<T> input, Span<T> output, int start, ReadOnlySpan<int> shape, ReadOnlySpan<int> strides)
        where T : unmanaged
    {
        if (shape.IsEmpty)
        {
            output[0] = input[start];
            return;
        }

        var length = shape[^1];
        var step = strides[^1];
        var walker = new Walker(shape[..^1], strides[..^1]);
        do
        {
            CopyRow(input, start + walker.First, step, output[..length]);
            output = output[length..];
        }
        while (walker.MoveNext());
    }

    private static void CopyRow<T>(ReadOnlySpan<T> input, int start, int step, Span<T> row)
        where T : unmanaged
    {
        if (step == 1)
        {
            input.Slice(start, row.Length).CopyTo(row);
        }
        else if (step == 0)
        {
            row.Fill(input[start]);
        }
        else
        {
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = input[start + (i * step)];
            }
        }
    }
}
