using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>|x|; of the smallest integer itself, as ONNX Runtime has it.</summary>
public readonly struct Abs<T> : IFloatUnaryOperator, IUnaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T value) => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.Abs(value) : value < T.Zero ? unchecked(T.Zero - value) : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Abs(value);
}
