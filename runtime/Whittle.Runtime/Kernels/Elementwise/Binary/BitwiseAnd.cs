using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Bits set in both.</summary>
public readonly struct BitwiseAnd<T> : IBinaryOperator<T, T>
    where T : IBinaryInteger<T>
{
    public T Invoke(T left, T right) => left & right;
}
