namespace Whittle.Runtime.Kernels;

/// <summary>At least one.</summary>
public readonly struct LogicalOr : IBinaryOperator<bool, bool>
{
    public bool Invoke(bool left, bool right) => left | right;
}
