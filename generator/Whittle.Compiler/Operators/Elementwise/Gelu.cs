using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x · Φ(x), exact or by tanh.</summary>
internal sealed class Gelu : UnaryElementwise
{
    public override string Name => "Gelu";

    public override double Apply(Node node, double value) => node.Attributes.String("approximate", "none") == "tanh"
        ? 0.5 * value * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (value + (0.044715 * value * value * value))))
        : 0.5 * value * (1 + ErrorFunction.Erf(value / Math.Sqrt(2)));

    protected override PlanValue Operation(Node node) => Struct(node.Attributes.String("approximate", "none") == "tanh" ? "GeluTanh" : "Gelu");
}
