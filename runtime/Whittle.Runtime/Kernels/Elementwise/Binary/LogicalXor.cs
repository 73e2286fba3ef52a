namespace Whittle.Runtime.Kernels;

/// <summary>Exactly one.</summary>
public readonly struct LogicalXor : IBinaryOperator<bool, bool>
{
    public bool Invoke(bool left, bool right) => left ^ right;
}
