using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Left, or right · left below zero.</summary>
internal sealed class PRelu : BinaryElementwise
{
    public override string Name => "PRelu";

    protected override string Kernel => "PRelu";

    public override double Apply(Node node, double left, double right) => left < 0 ? left * right : left;
}
