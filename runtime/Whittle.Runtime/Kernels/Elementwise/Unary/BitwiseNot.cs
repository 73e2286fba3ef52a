using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Every bit inverted.</summary>
public readonly struct BitwiseNot<T> : IUnaryOperator<T, T>
    where T : IBinaryInteger<T>
{
    public T Invoke(T value) => ~value;
}
