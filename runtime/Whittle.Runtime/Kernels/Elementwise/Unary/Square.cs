using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x².</summary>
public readonly struct Square<T> : IFloatUnaryOperator, IUnaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T value) => unchecked(value * value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => value * value;
}
