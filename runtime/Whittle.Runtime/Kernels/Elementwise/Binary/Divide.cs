using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>left / right. Integers truncate; by zero they throw <see cref="DivideByZeroException"/>, and the smallest by −1 wraps to itself.</summary>
public readonly struct Divide<T> : IFloatBinaryOperator, IBinaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T left, T right) =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? left / right
        : right < T.Zero && right + T.One == T.Zero ? unchecked(T.Zero - left)
        : left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes> => left / right;
}
