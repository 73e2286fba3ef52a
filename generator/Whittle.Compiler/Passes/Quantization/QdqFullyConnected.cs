using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Movement;
using Whittle.Compiler.Operators.Quantization;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>
/// DequantizeLinear(x), DequantizeLinear(w) → MatMul or Gemm (→ Add) → [Relu | Clip] → QuantizeLinear becomes an integer layer; without the QuantizeLinear
/// and without bias, an integer product with a float result.
/// </summary>
internal sealed class QdqFullyConnected : NodePass
{
    public override string Name => "quantized fully connected layers";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (LinearLayer.Match(node) is not { } layer || Dequantized.MatchActivation(node.Input(0)) is not { } data || data.Stored.IsConstant ||
            Dequantized.Match(node.Input(1)) is not { Is8Bit: true, Stored.Constant: { } stored } weights || !OutputAxis(layer, weights))
        {
            return false;
        }

        var oriented = graph.NewConstant(weights.Stored.Name, layer.OutputsFirst ? stored : Transpose.Apply(stored, [1, 0]));
        var scaled = layer.Alpha == 1
            ? data.Scale
            : graph.NewConstant(node.Name + ".alpha", Tensor.FromFloats(TensorShape.Scalar, [layer.Alpha * data.Parameters.Scale]));
        var input = layer.Alpha == 1 ? data.Parameters : new Quantized([layer.Alpha * data.Parameters.Scale], data.Parameters.ZeroPoints);
        if (Requantized.Match(layer.Last, activations: true) is { } result)
        {
            if (!QuantizedBias.TryConvert(graph, node, layer.Bias, data.Parameters, weights.Parameters, layer.Outputs, out var bias, raw: node.Is("Gemm")))
            {
                return false;
            }

            graph.Replace(result.Node, graph.Create(
                node,
                "QLinearFullyConnected",
                OperatorTable.WhittleDomain,
                [data.Stored, scaled, data.ZeroPoint(graph), oriented, weights.Scale, weights.ZeroPoint(graph), result.Scale, result.ZeroPoint(graph), bias],
                result.Limit(new NodeAttributes())));
            return true;
        }

        return WithFloatResult(graph, node, layer, data, weights, oriented, scaled, input);
    }

    private static bool WithFloatResult(
        Graph graph, Node node, LinearLayer layer, Dequantized data, Dequantized weights, Value oriented, Value scale, Quantized input)
    {
        Value? floatBias = null;
        Value? integerBias = null;
        if (layer.Bias is { } bias)
        {
            // QGemm takes a stored int32 bias into the accumulator; a float one is added to the float result.
            var isInteger = node.Is("Gemm") && Dequantized.Match(bias) is { Type: Whittle.Plan.ElementType.Int32 };
            if (isInteger)
            {
                QuantizedBias.TryConvert(graph, node, bias, input, weights.Parameters, layer.Outputs, out integerBias, raw: true);
            }
            else if (Constants.Of(bias) is { } floats)
            {
                floatBias = graph.NewConstant(node.Name + ".bias", LinearLayer.ExpandBias(floats, layer.Outputs));
            }
            else
            {
                return false;
            }
        }

        graph.Replace(layer.Last, graph.Create(
            node,
            "FullyConnectedDynamic",
            OperatorTable.WhittleDomain,
            [data.Stored, scale, data.ZeroPoint(graph), oriented, weights.Scale, weights.ZeroPoint(graph), floatBias, integerBias]));
        return true;
    }

    /// <summary>Scales per tensor, or along the axis of the outputs.</summary>
    private static bool OutputAxis(LinearLayer layer, Dequantized weights) =>
        weights.Parameters.PerTensor || weights.Axis == (layer.OutputsFirst ? 0 : 1);
}
