using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>max(0, min(1, alpha · x + beta)).</summary>
internal sealed class HardSigmoid : UnaryElementwise
{
    public override string Name => "HardSigmoid";

    /// <summary>In float, each operation rounded: tables of quantized values meet ties here.</summary>
    public override double Apply(Node node, double value)
    {
        var product = (float)(node.Attributes.Float("alpha", 0.2f) * (float)value);
        return Math.Max(0, Math.Min(1, (float)(product + node.Attributes.Float("beta", 0.5f))));
    }

    protected override PlanValue Operation(Node node) => Struct(
        "HardSigmoid",
        null,
        ("alpha", Parameter(node.Attributes.Float("alpha", 0.2f))),
        ("beta", Parameter(node.Attributes.Float("beta", 0.5f))));
}
