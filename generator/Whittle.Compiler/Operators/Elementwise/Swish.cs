using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x · sigmoid(alpha · x).</summary>
internal sealed class Swish : UnaryElementwise
{
    public override string Name => "Swish";

    public override int MinimumOpset => 24;

    public override double Apply(Node node, double value) => value / (1 + Math.Exp(-Alpha(node) * value));

    public override Value?[]? Expand(ExpansionContext context)
    {
        if (Alpha(context.Node) == 1)
        {
            return null;
        }

        var x = context.Input(0);
        var inner = context.Call("Mul", [x, context.Number(Alpha(context.Node), ElementType.Float32)]);
        return [context.Call("Mul", [x, context.Call("Sigmoid", [inner])])];
    }

    private static float Alpha(Node node) => node.Attributes.Float("alpha", 1);
}
