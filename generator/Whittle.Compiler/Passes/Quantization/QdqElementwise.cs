using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>DequantizeLinear → operator → QuantizeLinear becomes the operator's QLinear form, for those that have one in ONNX Runtime.</summary>
internal sealed class QdqElementwise : NodePass
{
    private static readonly HashSet<string> Unary = new(StringComparer.Ordinal) { "Sigmoid", "LeakyRelu", "AveragePool", "GlobalAveragePool", "Softmax" };

    public override string Name => "quantized elementwise operators and pools";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (node.Domain.Length != 0 || Requantized.Match(node, activations: node.OperatorType is "Add" or "Mul") is not { } result ||
            Dequantized.MatchActivation(node.InputOrNull(0)) is not { } left || left.Type != result.Type)
        {
            return false;
        }

        Value?[] inputs;
        if (node.OperatorType is "Add" or "Mul")
        {
            if (Dequantized.MatchActivation(node.Input(1)) is not { } right || right.Type != left.Type || !Redundant(result))
            {
                return false;
            }

            inputs =
            [
                left.Stored, left.Scale, left.ZeroPoint(graph), right.Stored, right.Scale, right.ZeroPoint(graph), result.Scale, result.ZeroPoint(graph),
            ];
        }
        else if (Unary.Contains(node.OperatorType) && !HasDilations(node))
        {
            inputs = [left.Stored, left.Scale, left.ZeroPoint(graph), result.Scale, result.ZeroPoint(graph)];
        }
        else
        {
            return false;
        }

        var attributes = node.Attributes.Clone().Set("opset", (long)node.Opset);
        graph.Replace(result.Node, graph.Create(node, "QLinear" + node.OperatorType, OperatorTable.MicrosoftDomain, inputs, attributes));
        return true;
    }

    /// <summary>Whether the activation in between changes nothing that QuantizeLinear does not do anyway; otherwise the operator stays in float.</summary>
    private static bool Redundant(Requantized result) =>
        (result.Minimum, result.Maximum) == Operators.Quantization.Quantized.Range(result.Type);

    private static bool HasDilations(Node node) => node.Attributes.Ints("dilations") is { } dilations && dilations.Any(d => d != 1);
}
