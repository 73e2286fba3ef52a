using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x above alpha, otherwise 0.</summary>
internal sealed class ThresholdedRelu : UnaryElementwise
{
    public override string Name => "ThresholdedRelu";

    public override double Apply(Node node, double value) => value > node.Attributes.Float("alpha", 1f) ? value : 0;

    protected override PlanValue Operation(Node node) => Struct("ThresholdedRelu", null, ("alpha", Parameter(node.Attributes.Float("alpha", 1f))));
}
