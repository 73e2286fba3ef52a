using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Layers;

/// <summary>Sign(x), or Where(x ≥ 0, 1, −1), in front of a float layer of binary weights becomes a layer that counts bits.</summary>
internal sealed class SignLayers : NodePass
{
    /// <summary>Shorter rows fill no word of bits.</summary>
    private const int FewestInputs = 64;

    public override string Name => "sign layers";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (node.OperatorType != "FullyConnected"
            || node.Domain != OperatorTable.WhittleDomain
            || node.Input(1).Constant is not { Element: ElementType.Float32 } weights
            || weights.Shape[1] < FewestInputs
            || Signs(node.Input(0)) is not { } signs
            || !SignFullyConnected.IsBinary(weights))
        {
            return false;
        }

        Value?[] inputs = [signs.Of, .. node.Inputs.Skip(1)];
        var layer = graph.Create(node, "SignFullyConnected", OperatorTable.WhittleDomain, inputs);
        layer.Attributes
            .Set("zero", signs.ZeroIsPositive ? 1L : 0L)
            .Set("minimum", node.Attributes.Float("minimum", float.NegativeInfinity))
            .Set("maximum", node.Attributes.Float("maximum", float.PositiveInfinity));
        graph.Replace(node, layer);
        return true;
    }

    /// <summary>The value whose signs a value consists of.</summary>
    private static (Value Of, bool ZeroIsPositive)? Signs(Value value)
    {
        if (value.Producer is not { } node || value.KnownType.Element != ElementType.Float32)
        {
            return null;
        }

        if (node.Is("Sign"))
        {
            return (node.Input(0), false);
        }

        return node.Is("Where")
            && node.Input(0).Producer is { } comparison
            && comparison.Is("GreaterOrEqual")
            && comparison.Input(0).KnownType.Element == ElementType.Float32
            && comparison.Input(0).KnownType.Shape.SequenceEqual(value.KnownType.Shape)
            && IsAll(comparison.Input(1), 0)
            && IsAll(node.Input(1), 1)
            && IsAll(node.Input(2), -1)
                ? (comparison.Input(0), true)
                : null;
    }

    private static bool IsAll(Value value, float number) => value.Constant is { } constant && constant.ToFloats().All(element => element == number);
}
