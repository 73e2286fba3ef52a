using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>The greater one; NaN if either is.</summary>
public readonly struct Max<T> : IFloatBinaryOperator, IBinaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T left, T right) => T.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Max(left, right);
}
