namespace Whittle.Runtime.Kernels;

/// <summary>The right one: what a scatter without reduction writes.</summary>
public readonly struct Replace<T> : IBinaryOperator<T, T>
{
    public T Invoke(T left, T right) => right;
}
