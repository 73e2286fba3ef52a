using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>gamma · x, or gamma · alpha · (e^x − 1) below zero.</summary>
internal sealed class Selu : UnaryElementwise
{
    public override string Name => "Selu";

    public override double Apply(Node node, double value) =>
        node.Attributes.Float("gamma", 1.0507009873554805f) * (value > 0 ? value : node.Attributes.Float("alpha", 1.6732631921768188f) * (Math.Exp(value) - 1));

    protected override PlanValue Operation(Node node) => Struct(
        "Selu",
        null,
        ("alpha", Parameter(node.Attributes.Float("alpha", 1.6732631921768188f))),
        ("gamma", Parameter(node.Attributes.Float("gamma", 1.0507009873554805f))));
}
