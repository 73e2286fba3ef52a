using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x, or alpha · x below zero.</summary>
internal sealed class LeakyRelu : UnaryElementwise
{
    public override string Name => "LeakyRelu";

    public override double Apply(Node node, double value) => value < 0 ? node.Attributes.Float("alpha", 0.01f) * value : value;

    protected override PlanValue Operation(Node node) => Struct("LeakyRelu", null, ("alpha", Parameter(node.Attributes.Float("alpha", 0.01f))));
}
