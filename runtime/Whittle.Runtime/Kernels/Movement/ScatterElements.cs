using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>A copy of the input in which each update meets the element at its own place, but with the index along one axis read from a tensor.</summary>
public static class ScatterElements
{
    /// <summary>Updates have the shape of the indices and are taken in order; <paramref name="operation"/> joins the present element and the update.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not in −length … length − 1 of the axis.</exception>
    public static void Run<T, TIndex, TOperator>(
        ReadOnlySpan<T> input,
        ReadOnlySpan<TIndex> indices,
        ReadOnlySpan<T> updates,
        Span<T> output,
        TOperator operation,
        ReadOnlySpan<int> shape,
        ReadOnlySpan<int> indicesShape,
        int axis)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TOperator : struct, IBinaryOperator<T, T>
    {
        Shapes.Check(shape, input.Length, nameof(shape));
        Shapes.Check(indicesShape, indices.Length, nameof(indicesShape));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        Arguments.SameLength(indices.Length, updates.Length, nameof(updates));
        Arguments.Require(shape.Length == indicesShape.Length, "There must be one entry per axis.", nameof(indicesShape));
        Arguments.Require((uint)axis < (uint)shape.Length, "There is no such axis.", nameof(axis));
        input.CopyTo(output);
        if (indices.IsEmpty)
        {
            return;
        }

        AxisCounters strides = default;
        Shapes.Strides(shape, strides);
        for (var i = 0; i < shape.Length; i++)
        {
            Arguments.Require(i == axis || indicesShape[i] <= shape[i], "The indices reach outside the tensor.", nameof(indicesShape));
        }

        // The walker sees the scattered axis with stride 0; its place comes from the index.
        var axisStride = strides[axis];
        strides[axis] = 0;
        var walker = new Walker(indicesShape, ((ReadOnlySpan<int>)strides)[..shape.Length]);
        for (var i = 0; i < updates.Length; i++)
        {
            ref var element = ref output[walker.First + (Gather.Normalize(indices[i], shape[axis]) * axisStride)];
            element = operation.Invoke(element, updates[i]);
            walker.MoveNext();
        }
    }
}
