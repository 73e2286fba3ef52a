namespace Whittle.Runtime.Kernels;

/// <summary>Both true or both false.</summary>
public readonly struct EqualBool : IBinaryOperator<bool, bool>
{
    public bool Invoke(bool left, bool right) => left == right;
}
