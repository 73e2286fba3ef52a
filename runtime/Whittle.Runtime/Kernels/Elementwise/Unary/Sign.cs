using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>−1, 0 or 1; NaN stays NaN.</summary>
public readonly struct Sign<T> : IFloatUnaryOperator, IUnaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T value) => value > T.Zero ? T.One : value < T.Zero ? unchecked(T.Zero - T.One) : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> =>
        TLanes.Choose(TLanes.LessThan(TLanes.Create(0f), value), TLanes.Create(1f), TLanes.Choose(TLanes.LessThan(value, TLanes.Create(0f)), TLanes.Create(-1f), value));
}
