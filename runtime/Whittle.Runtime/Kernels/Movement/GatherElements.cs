using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Takes per output element the input element at the same place, but with the index along one axis read from a tensor.</summary>
public static class GatherElements
{
    /// <exception cref="ArgumentOutOfRangeException">An index is not in −length … length − 1 of the axis.</exception>
    public static void Run<T, TIndex>(
        ReadOnlySpan<T> input,
        ReadOnlySpan<TIndex> indices,
        Span<T> output,
        ReadOnlySpan<int> shape,
        ReadOnlySpan<int> indicesShape,
        int axis)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Shapes.Check(shape, input.Length, nameof(shape));
        Shapes.Check(indicesShape, indices.Length, nameof(indicesShape));
        Arguments.SameLength(indices.Length, output.Length, nameof(output));
        Arguments.Require(shape.Length == indicesShape.Length, "There must be one entry per axis.", nameof(indicesShape));
        Arguments.Require((uint)axis < (uint)shape.Length, "There is no such axis.", nameof(axis));
        if (output.IsEmpty)
        {
            return;
        }

        AxisCounters strides = default;
        Shapes.Strides(shape, strides);
        for (var i = 0; i < shape.Length; i++)
        {
            Arguments.Require(i == axis || indicesShape[i] <= shape[i], "The indices reach outside the tensor.", nameof(indicesShape));
        }

        // The walker sees the gathered axis with stride 0; its place comes from the index.
        var axisStride = strides[axis];
        strides[axis] = 0;
        var walker = new Walker(indicesShape, ((ReadOnlySpan<int>)strides)[..shape.Length]);
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = input[walker.First + (Gather.Normalize(indices[i], shape[axis]) * axisStride)];
            walker.MoveNext();
        }
    }
}
