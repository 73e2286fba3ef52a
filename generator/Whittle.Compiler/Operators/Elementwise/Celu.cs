using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>max(0, x) + min(0, alpha · (e^(x/alpha) − 1)).</summary>
internal sealed class Celu : UnaryElementwise
{
    public override string Name => "Celu";

    public override double Apply(Node node, double value) =>
        Math.Max(0, value) + Math.Min(0, node.Attributes.Float("alpha", 1f) * (Math.Exp(value / node.Attributes.Float("alpha", 1f)) - 1));

    protected override PlanValue Operation(Node node) => Struct("Celu", null, ("alpha", Parameter(node.Attributes.Float("alpha", 1f))));
}
