using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x brought nearer to zero by bias where it is further off than lambd, else 0.</summary>
internal sealed class Shrink : UnaryElementwise
{
    public override string Name => "Shrink";

    public override int MinimumOpset => 9;

    public override double Apply(Node node, double value) =>
        value < -Limit(node) ? value + Bias(node) : value > Limit(node) ? value - Bias(node) : 0;

    protected override PlanValue Operation(Node node) => Struct("Shrink", null, ("limit", Parameter(Limit(node))), ("bias", Parameter(Bias(node))));

    private static float Limit(Node node) => node.Attributes.Float("lambd", 0.5f);

    private static float Bias(Node node) => node.Attributes.Float("bias", 0);
}
