using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Bits set in either.</summary>
public readonly struct BitwiseOr<T> : IBinaryOperator<T, T>
    where T : IBinaryInteger<T>
{
    public T Invoke(T left, T right) => left | right;
}
