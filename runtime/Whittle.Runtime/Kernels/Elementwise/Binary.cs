namespace Whittle.Runtime.Kernels;

/// <summary>Applies an operator to pairs of elements.</summary>
public static class Binary
{
    /// <summary>Tensors of equal length. The output may be one of the inputs.</summary>
    public static void Run<T, TOperator>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> output, TOperator operation)
        where TOperator : struct, IBinaryOperator<T, T> =>
        BinaryDriver.Equal<T, T, ScalarBinaryRun<T, T, TOperator>>(left, right, output, new(operation));

    /// <summary>The same value at the right of every element.</summary>
    public static void Run<T, TOperator>(ReadOnlySpan<T> left, T right, Span<T> output, TOperator operation)
        where TOperator : struct, IBinaryOperator<T, T> =>
        BinaryDriver.ScalarRight<T, T, ScalarBinaryRun<T, T, TOperator>>(left, right, output, new(operation));

    /// <summary>The same value at the left of every element.</summary>
    public static void Run<T, TOperator>(T left, ReadOnlySpan<T> right, Span<T> output, TOperator operation)
        where TOperator : struct, IBinaryOperator<T, T> =>
        BinaryDriver.ScalarLeft<T, T, ScalarBinaryRun<T, T, TOperator>>(left, right, output, new(operation));

    /// <summary>Broadcasting: strides in elements, 0 repeats a tensor along an axis.</summary>
    public static void Run<T, TOperator>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        Span<T> output,
        TOperator operation,
        ReadOnlySpan<int> outputShape,
        ReadOnlySpan<int> leftStrides,
        ReadOnlySpan<int> rightStrides)
        where TOperator : struct, IBinaryOperator<T, T> =>
        BinaryDriver.Broadcast<T, T, ScalarBinaryRun<T, T, TOperator>>(left, right, output, new(operation), outputShape, leftStrides, rightStrides);

    /// <summary>Floats, at the widest vector of this machine. Tensors of equal length. The output may be one of the inputs.</summary>
    public static void Run<TOperator>(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> output, TOperator operation)
        where TOperator : struct, IFloatBinaryOperator, IBinaryOperator<float, float> =>
        BinaryDriver.Equal<float, float, FloatBinaryRun<TOperator>>(left, right, output, new(operation, Isa.Best));

    /// <summary>Floats, at the widest vector of this machine. The same value at the right of every element.</summary>
    public static void Run<TOperator>(ReadOnlySpan<float> left, float right, Span<float> output, TOperator operation)
        where TOperator : struct, IFloatBinaryOperator, IBinaryOperator<float, float> =>
        BinaryDriver.ScalarRight<float, float, FloatBinaryRun<TOperator>>(left, right, output, new(operation, Isa.Best));

    /// <summary>Floats, at the widest vector of this machine. The same value at the left of every element.</summary>
    public static void Run<TOperator>(float left, ReadOnlySpan<float> right, Span<float> output, TOperator operation)
        where TOperator : struct, IFloatBinaryOperator, IBinaryOperator<float, float> =>
        BinaryDriver.ScalarLeft<float, float, FloatBinaryRun<TOperator>>(left, right, output, new(operation, Isa.Best));

    /// <summary>Floats, at the widest vector of this machine. Broadcasting: strides in elements, 0 repeats a tensor along an axis.</summary>
    public static void Run<TOperator>(
        ReadOnlySpan<float> left,
        ReadOnlySpan<float> right,
        Span<float> output,
        TOperator operation,
        ReadOnlySpan<int> outputShape,
        ReadOnlySpan<int> leftStrides,
        ReadOnlySpan<int> rightStrides)
        where TOperator : struct, IFloatBinaryOperator, IBinaryOperator<float, float> =>
        BinaryDriver.Broadcast<float, float, FloatBinaryRun<TOperator>>(left, right, output, new(operation, Isa.Best), outputShape, leftStrides, rightStrides);
}
