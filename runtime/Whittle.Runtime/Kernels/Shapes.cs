namespace Whittle.Runtime.Kernels;

/// <summary>Arithmetic on shapes, and the checks that keep strided loops within their spans.</summary>
internal static class Shapes
{
    internal static long Product(ReadOnlySpan<int> shape)
    {
        var product = 1L;
        foreach (var dimension in shape)
        {
            product *= dimension;
        }

        return product;
    }

    /// <summary>Row-major strides.</summary>
    internal static void Strides(ReadOnlySpan<int> shape, Span<int> strides)
    {
        var stride = 1;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }
    }

    /// <summary>At most eight axes, none negative, and the whole as long as the span.</summary>
    internal static void Check(ReadOnlySpan<int> shape, int length, string name)
    {
        CheckRank(shape, name);
        Arguments.Length(Product(shape), length, name);
    }

    internal static void CheckRank(ReadOnlySpan<int> shape, string name)
    {
        Arguments.Require(shape.Length <= AxisCounters.MaximumRank, "At most eight axes are supported.", name);
        foreach (var dimension in shape)
        {
            Arguments.Require(dimension >= 0, "No dimension may be negative.", name);
        }
    }

    /// <summary>Every position of a non-empty <paramref name="shape"/>, seen through <paramref name="strides"/> from <paramref name="start"/>, lies
    /// within the span.</summary>
    internal static void CheckStrides(ReadOnlySpan<int> shape, ReadOnlySpan<int> strides, long start, int length, string name)
    {
        Arguments.Require(strides.Length == shape.Length, "There must be one entry per axis.", name);
        var lowest = start;
        var highest = start;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            var reach = (shape[axis] - 1L) * strides[axis];
            lowest += Math.Min(reach, 0L);
            highest += Math.Max(reach, 0L);
        }

        Arguments.Require(lowest >= 0 && highest < length, "The strides lead outside the tensor.", name);
    }
}
