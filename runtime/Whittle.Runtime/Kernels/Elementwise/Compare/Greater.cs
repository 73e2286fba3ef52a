using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>left &gt; right; false if either is NaN.</summary>
public readonly struct Greater<T> : IBinaryOperator<T, bool>
    where T : INumber<T>
{
    public bool Invoke(T left, T right) => left > right;
}
