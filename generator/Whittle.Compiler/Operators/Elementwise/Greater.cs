namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Whether left is greater than right.</summary>
internal sealed class Greater : Comparison
{
    public override string Name => "Greater";

    public override bool Holds(double left, double right) => left > right;
}
