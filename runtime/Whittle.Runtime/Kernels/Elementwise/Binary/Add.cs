using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>left + right; integers wrap.</summary>
public readonly struct Add<T> : IFloatBinaryOperator, IBinaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T left, T right) => unchecked(left + right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes> => left + right;
}
