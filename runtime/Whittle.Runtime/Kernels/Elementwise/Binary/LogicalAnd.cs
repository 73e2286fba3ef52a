namespace Whittle.Runtime.Kernels;

/// <summary>Both.</summary>
public readonly struct LogicalAnd : IBinaryOperator<bool, bool>
{
    public bool Invoke(bool left, bool right) => left & right;
}
