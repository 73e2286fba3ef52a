using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Bits set in one of the two.</summary>
public readonly struct BitwiseXor<T> : IBinaryOperator<T, T>
    where T : IBinaryInteger<T>
{
    public T Invoke(T left, T right) => left ^ right;
}
