using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>max(x, 0); NaN stays NaN.</summary>
public readonly struct Relu<T> : IFloatUnaryOperator, IUnaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T value) => value < T.Zero ? T.Zero : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Choose(TLanes.LessThan(value, TLanes.Create(0f)), TLanes.Create(0f), value);
}
