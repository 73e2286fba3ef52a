namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Whether left is at least right.</summary>
internal sealed class GreaterOrEqual : Comparison
{
    public override string Name => "GreaterOrEqual";

    public override bool Holds(double left, double right) => left >= right;
}
