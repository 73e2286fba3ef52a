namespace Whittle.Runtime.Kernels;

/// <summary>Repeats the whole tensor a number of times per axis.</summary>
public static class Tile
{
    public static void Run<T>(ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<int> shape, ReadOnlySpan<int> repeats)
        where T : unmanaged
    {
        Shapes.Check(shape, input.Length, nameof(shape));
        Arguments.Require(repeats.Length == shape.Length, "There must be one entry per axis.", nameof(repeats));
        AxisCounters outputShape = default;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            outputShape[axis] = checked(shape[axis] * repeats[axis]);
        }

        var outer = ((ReadOnlySpan<int>)outputShape)[..shape.Length];
        Shapes.Check(outer, output.Length, nameof(output));
        if (output.IsEmpty)
        {
            return;
        }

        if (shape.IsEmpty)
        {
            output[0] = input[0];
            return;
        }

        CopyRows(input, output, shape, outer, repeats[^1]);
    }

    private static void CopyRows<T>(ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<int> shape, ReadOnlySpan<int> outputShape, int repeats)
        where T : unmanaged
    {
        AxisCounters strides = default;
        Shapes.Strides(shape, strides);
        var length = shape[^1];
        var walker = new Walker(outputShape[..^1], ((ReadOnlySpan<int>)strides)[..(shape.Length - 1)]);
        do
        {
            var start = 0;
            for (var axis = 0; axis < shape.Length - 1; axis++)
            {
                start += walker[axis] % shape[axis] * strides[axis];
            }

            var row = input.Slice(start, length);
            for (var i = 0; i < repeats; i++)
            {
                row.CopyTo(output);
                output = output[length..];
            }
        }
        while (walker.MoveNext());
    }
}
