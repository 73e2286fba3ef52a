namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Whether left equals right.</summary>
internal sealed class Equal : Comparison
{
    public override string Name => "Equal";

    public override bool Holds(double left, double right) => left == right;
}
