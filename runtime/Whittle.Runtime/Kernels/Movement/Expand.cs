namespace Whittle.Runtime.Kernels;

/// <summary>Repeats a tensor along axes of stride 0.</summary>
public static class Expand
{
    public static void Run<T>(ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<int> outputShape, ReadOnlySpan<int> inputStrides)
        where T : unmanaged
    {
        Shapes.Check(outputShape, output.Length, nameof(outputShape));
        if (output.IsEmpty)
        {
            return;
        }

        Shapes.CheckStrides(outputShape, inputStrides, 0, input.Length, nameof(inputStrides));
        StridedCopy.Run(input, output, 0, outputShape, inputStrides);
    }
}
