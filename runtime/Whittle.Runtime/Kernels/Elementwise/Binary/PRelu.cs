using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>left, or left · right (the slope) below zero.</summary>
public readonly struct PRelu<T> : IFloatBinaryOperator, IBinaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T left, T right) => left < T.Zero ? unchecked(left * right) : left;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Choose(TLanes.LessThan(left, TLanes.Create(0f)), left * right, left);
}
