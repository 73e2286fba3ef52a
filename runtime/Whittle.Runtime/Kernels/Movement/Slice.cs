namespace Whittle.Runtime.Kernels;

/// <summary>Takes every step-th element per axis, forwards or backwards.</summary>
public static class Slice
{
    /// <param name="input">Tensor of <paramref name="shape"/>.</param>
    /// <param name="output">Tensor of <paramref name="outputShape"/>.</param>
    /// <param name="shape">Shape of the input.</param>
    /// <param name="starts">First index per axis, already counted from the front.</param>
    /// <param name="steps">Distance per axis, not zero.</param>
    /// <param name="outputShape">Number of elements taken per axis.</param>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        ReadOnlySpan<int> shape,
        ReadOnlySpan<int> starts,
        ReadOnlySpan<int> steps,
        ReadOnlySpan<int> outputShape)
        where T : unmanaged
    {
        Shapes.Check(shape, input.Length, nameof(shape));
        Shapes.Check(outputShape, output.Length, nameof(outputShape));
        var rank = shape.Length;
        Arguments.Require(starts.Length == rank && steps.Length == rank && outputShape.Length == rank, "There must be one entry per axis.", nameof(starts));
        if (output.IsEmpty)
        {
            return;
        }

        AxisCounters strides = default;
        Shapes.Strides(shape, strides);
        var start = 0;
        for (var axis = 0; axis < rank; axis++)
        {
            // Each axis by itself stays within its dimension, so the sum stays within the tensor.
            var last = starts[axis] + ((outputShape[axis] - 1L) * steps[axis]);
            Arguments.Require((uint)starts[axis] < (uint)shape[axis] && last >= 0 && last < shape[axis], "The slice leads outside the tensor.", nameof(starts));
            start += starts[axis] * strides[axis];
            strides[axis] *= steps[axis];
        }

        StridedCopy.Run(input, output, start, outputShape, ((ReadOnlySpan<int>)strides)[..rank]);
    }
}
