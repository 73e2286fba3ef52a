using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>DequantizeLinear(x), DequantizeLinear(w) → Conv → [Relu | Clip] → QuantizeLinear becomes QLinearConv.</summary>
internal sealed class QdqConvolution : NodePass
{
    public override string Name => "quantized convolution";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("Conv")
            || Dequantized.MatchActivation(node.Input(0)) is not { } data
            || Dequantized.Match(node.Input(1)) is not { Is8Bit: true } weights ||
            !weights.Stored.IsConstant
                || (!weights.Parameters.PerTensor && weights.Axis != 0)
                || Requantized.Match(node, activations: true) is not { } result ||
            !QuantizedBias.TryConvert(graph, node, 2, data.Parameters, weights.Parameters, node.Input(1).Shape[0], out var bias))
        {
            return false;
        }

        var fused = graph.Create(
            node,
            "QLinearConv",
            "",
            [
                data.Stored, data.Scale, data.ZeroPoint(graph),
                weights.Stored, weights.Scale, weights.ZeroPoint(graph),
                result.Scale, result.ZeroPoint(graph), bias,
            ],
            result.Limit(node.Attributes.Clone()));
        graph.Replace(result.Node, fused);
        return true;
    }
}
