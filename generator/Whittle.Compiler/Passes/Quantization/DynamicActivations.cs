using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Movement;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>
/// DynamicQuantizeLinear → DequantizeLinear(x), DequantizeLinear(w) → Conv, Gemm or MatMul (→ Add) becomes one layer with a float result: the form in which the
/// build itself quantizes. Weights are int8 with zero point 0, scales per tensor or per output.
/// </summary>
internal sealed class DynamicActivations : NodePass
{
    public override string Name => "dynamically quantized activations";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (node.InputOrNull(0)?.Producer is not { } data || !data.Is("DequantizeLinear") || data.Input(0).Producer is not { } quantize ||
            !quantize.Is("DynamicQuantizeLinear") || data.Input(1) != quantize.Outputs[1] || data.InputOrNull(2) != quantize.Outputs[2] ||
            Dequantized.Match(node.InputOrNull(1)) is not { Type: ElementType.Int8, Stored.Constant: { } stored } weights
                || weights.Parameters.ZeroPoints.Any(zero => zero != 0))
        {
            return false;
        }

        Value[] input = [.. data.Inputs.Select(value => value!)];
        return node.Is("Conv") ? Convolution(graph, node, input, weights) : Product(graph, node, input, weights, stored);
    }

    private static bool Convolution(Graph graph, Node node, Value[] input, Dequantized weights)
    {
        if ((!weights.Parameters.PerTensor && weights.Axis != 0) || node.InputOrNull(2) is { IsConstant: false } || node.Input(0).Shape.Rank is not (3 or 4))
        {
            return false;
        }

        graph.Replace(node, graph.Create(
            node, "ConvDynamic", OperatorTable.WhittleDomain, [.. input, weights.Stored, weights.Scale, node.InputOrNull(2)], node.Attributes.Clone()));
        return true;
    }

    private static bool Product(Graph graph, Node node, Value[] input, Dequantized weights, Tensor stored)
    {
        if (LinearLayer.Match(node) is not { Alpha: 1 } layer
            || (!weights.Parameters.PerTensor && weights.Axis != (layer.OutputsFirst ? 0 : 1))
            || layer.Bias is { IsConstant: false })
        {
            return false;
        }

        var oriented = layer.OutputsFirst ? weights.Stored : graph.NewConstant(weights.Stored.Name, Transpose.Apply(stored, [1, 0]));
        var bias = layer.Bias is null ? null : graph.NewConstant(layer.Bias.Name, LinearLayer.ExpandBias(layer.Bias.Constant!, layer.Outputs));
        graph.Replace(layer.Last, graph.Create(
            node,
            "FullyConnectedDynamic",
            OperatorTable.WhittleDomain,
            [.. input, oriented, weights.Scale, Dequantized.Zero(graph, node, ElementType.Int8, 1), bias]));
        return true;
    }
}
