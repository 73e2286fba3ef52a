namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Whether left is less than right.</summary>
internal sealed class Less : Comparison
{
    public override string Name => "Less";

    public override bool Holds(double left, double right) => left < right;
}
