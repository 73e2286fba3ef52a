namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Whether left is at most right.</summary>
internal sealed class LessOrEqual : Comparison
{
    public override string Name => "LessOrEqual";

    public override bool Holds(double left, double right) => left <= right;
}
