using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Movement;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>
/// MatMulInteger → Cast → Mul(xScale · wScale) (→ Add), the form of dynamic quantization, becomes one layer with a float result. The sum is scaled by the
/// product of the two scales, as the graph says.
/// </summary>
internal sealed class DynamicFullyConnected : NodePass
{
    public override string Name => "dynamically quantized layers";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("MatMulInteger") || node.Input(1).Constant is not { } weights || weights.Shape.Rank != 2 ||
            node.InputOrNull(3) is { IsConstant: false } || node.Output.SingleConsumer is not { } cast || !cast.Is("Cast") ||
            cast.Output.KnownType.Element != ElementType.Float32 || cast.Output.SingleConsumer is not { } scaling || !scaling.Is("Mul"))
        {
            return false;
        }

        var factor = scaling.Input(0) == cast.Output ? scaling.Input(1) : scaling.Input(0);
        if (Scales(factor) is not { } scales || scales.Weights.Constant!.Length is var count && count != 1 && count != weights.Shape[1])
        {
            return false;
        }

        var zeroPoint = node.InputOrNull(2) ?? Dequantized.Zero(graph, node, node.Input(0).KnownType.Element, 1);
        var weightZero = node.InputOrNull(3) ?? Dequantized.Zero(graph, node, weights.Element, 1);
        var oriented = graph.NewConstant(node.Input(1).Name, Transpose.Apply(weights, [1, 0]));
        var (last, bias) = WithBias(graph, scaling, weights.Shape[1]);
        graph.Replace(last, graph.Create(
            node, "FullyConnectedDynamic", OperatorTable.WhittleDomain, [node.Input(0), scales.Input, zeroPoint, oriented, scales.Weights, weightZero, bias]));
        return true;
    }

    /// <summary>The factor as a scale of the input (one value) times constant scales of the weights.</summary>
    private static (Value Input, Value Weights)? Scales(Value factor)
    {
        if (factor.Producer is not { } product || !product.Is("Mul"))
        {
            return null;
        }

        var (a, b) = (product.Input(0), product.Input(1));
        return b.IsConstant && a.Shape.Length == 1 ? (a, b) : a.IsConstant && b.Shape.Length == 1 ? (b, a) : null;
    }

    private static (Node Last, Value? Bias) WithBias(Graph graph, Node scaling, int outputs)
    {
        if (scaling.Output.SingleConsumer is not { } add || !add.Is("Add"))
        {
            return (scaling, null);
        }

        var other = add.Input(0) == scaling.Output ? add.Input(1) : add.Input(0);
        return other.Constant is { } bias
            && (bias.Length == 1 || (bias.Length == outputs && bias.Shape[bias.Shape.Rank - 1] == outputs))
            && add.Output.Shape.Equals(scaling.Output.Shape)
            ? (add, graph.NewConstant(add.Name + ".bias", LinearLayer.ExpandBias(bias, outputs)))
            : (scaling, null);
    }
}
