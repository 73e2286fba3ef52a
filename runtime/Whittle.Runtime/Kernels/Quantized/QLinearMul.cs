using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>
/// Multiplies two quantized tensors: (a − za) · (b − zb) · ratio + zero with ratio = leftScale · rightScale / outputScale, nothing fused.
/// </summary>
/// <remarks>The integer product is below 2^16, hence exact in float.</remarks>
public static class QLinearMul
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
        var operation = new Product(leftScale, leftZeroPoint, rightScale, rightZeroPoint, outputScale, outputZeroPoint);
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
        var operation = new Product(leftScale, leftZeroPoint, rightScale, rightZeroPoint, outputScale, outputZeroPoint);
        QLinearElementwise.Run(left, right, output, operation, isa);
    }

    private readonly struct Product(
        float leftScale, int leftZeroPoint, float rightScale, int rightZeroPoint, float outputScale, int outputZeroPoint) : IQLinearOperator
    {
        private readonly float _ratio = leftScale * rightScale / outputScale;

        private readonly float _leftOffset = -leftZeroPoint;

        private readonly float _rightOffset = -rightZeroPoint;

        private readonly float _zero = outputZeroPoint;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float Apply(float left, float right) => ((left + _leftOffset) * (right + _rightOffset) * _ratio) + _zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TLanes, TVector>(TVector left, TVector right)
            where TLanes : struct, ILanes<TVector>
        {
            var a = TLanes.Add(left, TLanes.Broadcast(_leftOffset));
            var b = TLanes.Add(right, TLanes.Broadcast(_rightOffset));
            return TLanes.Add(TLanes.Multiply(TLanes.Multiply(a, b), TLanes.Broadcast(_ratio)), TLanes.Broadcast(_zero));
        }
    }
}
