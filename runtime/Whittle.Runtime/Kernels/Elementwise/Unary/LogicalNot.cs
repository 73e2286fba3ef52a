namespace Whittle.Runtime.Kernels;

/// <summary>True for false, false for true.</summary>
public readonly struct LogicalNot : IUnaryOperator<bool, bool>
{
    public bool Invoke(bool value) => !value;
}
