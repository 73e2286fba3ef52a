using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x, or alpha · (e^x − 1) below zero.</summary>
internal sealed class Elu : UnaryElementwise
{
    public override string Name => "Elu";

    public override double Apply(Node node, double value) => value < 0 ? node.Attributes.Float("alpha", 1f) * (Math.Exp(value) - 1) : value;

    protected override PlanValue Operation(Node node) => Struct("Elu", null, ("alpha", Parameter(node.Attributes.Float("alpha", 1f))));
}
