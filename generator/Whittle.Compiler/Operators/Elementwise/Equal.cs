using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Whether left equals right.</summary>
internal sealed class Equal : Comparison
{
    public override string Name => "Equal";

    protected override ElementType[] Types => [.. base.Types, ElementType.Bool];

    public override bool Holds(double left, double right) => left == right;
}
