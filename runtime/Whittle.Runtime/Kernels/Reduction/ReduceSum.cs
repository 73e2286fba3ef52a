using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Sum; integers wrap.</summary>
public readonly struct ReduceSum<T> : IFloatReducer, IReducer<T>
    where T : INumber<T>, IMinMaxValue<T>
{
    public T Identity => T.Zero;

    public T Accumulate(T folded, T value) => unchecked(folded + value);

    public T Combine(T left, T right) => unchecked(left + right);

    public T Finish(T folded, int count) => folded;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Accumulate<TLanes>(TLanes folded, TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => folded + value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Combine<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes> => left + right;
}
