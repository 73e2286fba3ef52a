namespace Whittle.Runtime.Kernels;

/// <summary>
/// Adds two quantized tensors: fma(a, ra, fma(b, rb, zero − fma(ra, za, rb · zb))) with ra = leftScale / outputScale and rb = rightScale / outputScale.
/// </summary>
/// <remarks>
/// ONNX Runtime gives its two operands different places in this formula: where its innermost run has a single element of the *first* operand,
/// it swaps them. A caller that wants the same bits swaps left and right then (docs/quantization-semantics.md).
/// </remarks>
public static class QLinearAdd
{
    /// <summary>Operands of the output's length, or of length 1. T is <see cref="byte"/> or <see cref="sbyte"/>.</summary>
    public static void Run<T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        Span<T> output,
        float leftScale,
        int leftZeroPoint,
        float rightScale,
        int rightZeroPoint,
        float outputScale,
        int outputZeroPoint)
        where T : unmanaged =>
        Run(left, right, output, leftScale, leftZeroPoint, rightScale, rightZeroPoint, outputScale, outputZeroPoint, Isa.Best);

    /// <summary>
    /// Broadcasting: shape is the output's, the strides say how far an operand moves per step of a dimension (0 where it is broadcast; 0 or 1 in the last).
    /// </summary>
    public static void RunBroadcast<T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        Span<T> output,
        float leftScale,
        int leftZeroPoint,
        float rightScale,
        int rightZeroPoint,
        float outputScale,
        int outputZeroPoint,
        ReadOnlySpan<int> shape,
        ReadOnlySpan<int> leftStrides,
        ReadOnlySpan<int> rightStrides)
        where T : unmanaged
    {
        var operation = new QLinearSum(leftScale, leftZeroPoint, rightScale, rightZeroPoint, outputScale, outputZeroPoint);
        QLinearElementwise.RunBroadcast(left, right, output, shape, leftStrides, rightStrides, operation, Isa.Best);
    }

    internal static void Run<T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        Span<T> output,
        float leftScale,
        int leftZeroPoint,
        float rightScale,
        int rightZeroPoint,
        float outputScale,
        int outputZeroPoint,
        IsaLevel isa)
        where T : unmanaged
    {
        var operation = new QLinearSum(leftScale, leftZeroPoint, rightScale, rightZeroPoint, outputScale, outputZeroPoint);
        QLinearElementwise.Run(left, right, output, operation, isa);
    }
}
