using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Greatest value; NaN if any is.</summary>
public readonly struct ReduceMax<T> : IFloatReducer, IReducer<T>
    where T : INumber<T>, IMinMaxValue<T>
{
    /// <summary>Infinity where the type has one.</summary>
    public T Identity =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? (T.Zero - T.One) / T.Zero
        : T.MinValue;

    public T Accumulate(T folded, T value) => T.Max(folded, value);

    public T Combine(T left, T right) => T.Max(left, right);

    public T Finish(T folded, int count) => folded;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Accumulate<TLanes>(TLanes folded, TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Max(folded, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Combine<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Max(left, right);
}
