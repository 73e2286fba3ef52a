using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>−x.</summary>
public readonly struct Negate<T> : IFloatUnaryOperator, IUnaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T value) => unchecked(-value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => -value;
}
