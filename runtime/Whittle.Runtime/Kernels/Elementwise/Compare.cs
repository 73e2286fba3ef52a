namespace Whittle.Runtime.Kernels;

/// <summary>Compares pairs of elements.</summary>
public static class Compare
{
    /// <summary>Tensors of equal length.</summary>
    public static void Run<T, TOperator>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<bool> output, TOperator operation)
        where TOperator : struct, IBinaryOperator<T, bool> =>
        BinaryDriver.Equal<T, bool, ScalarBinaryRun<T, bool, TOperator>>(left, right, output, new(operation));

    /// <summary>The same value at the right of every element.</summary>
    public static void Run<T, TOperator>(ReadOnlySpan<T> left, T right, Span<bool> output, TOperator operation)
        where TOperator : struct, IBinaryOperator<T, bool> =>
        BinaryDriver.ScalarRight<T, bool, ScalarBinaryRun<T, bool, TOperator>>(left, right, output, new(operation));

    /// <summary>The same value at the left of every element.</summary>
    public static void Run<T, TOperator>(T left, ReadOnlySpan<T> right, Span<bool> output, TOperator operation)
        where TOperator : struct, IBinaryOperator<T, bool> =>
        BinaryDriver.ScalarLeft<T, bool, ScalarBinaryRun<T, bool, TOperator>>(left, right, output, new(operation));

    /// <summary>Broadcasting: strides in elements, 0 repeats a tensor along an axis.</summary>
    public static void Run<T, TOperator>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        Span<bool> output,
        TOperator operation,
        ReadOnlySpan<int> outputShape,
        ReadOnlySpan<int> leftStrides,
        ReadOnlySpan<int> rightStrides)
        where TOperator : struct, IBinaryOperator<T, bool> =>
        BinaryDriver.Broadcast<T, bool, ScalarBinaryRun<T, bool, TOperator>>(left, right, output, new(operation), outputShape, leftStrides, rightStrides);
}
