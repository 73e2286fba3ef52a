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
        if (node.Is("Softmax") && InnerAxis(node) is { } axis)
        {
            var swap = new NodeAttributes().Set("perm", Swap(axis, left.Stored.Shape.Rank));
            inputs[0] = graph.Insert(result.Node, node, "Transpose", "", [left.Stored], swap);
            var rows = graph.Insert(result.Node, node, "QLinearSoftmax", OperatorTable.MicrosoftDomain, inputs, attributes.Set("axis", -1L));
            graph.Replace(result.Node, graph.Create(node, "Transpose", "", [rows], swap.Clone()));
            return true;
        }

        graph.Replace(result.Node, graph.Create(node, "QLinear" + node.OperatorType, OperatorTable.MicrosoftDomain, inputs, attributes));
        return true;
    }

    /// <summary>Whether the activation in between changes nothing that QuantizeLinear does not do anyway; otherwise the operator stays in float.</summary>
    private static bool Redundant(Requantized result) =>
        (result.Minimum, result.Maximum) == Operators.Quantization.Quantized.Range(result.Type);

    /// <summary>The axis of a Softmax whose rows do not lie in one piece; before opset 13 they always do.</summary>
    private static int? InnerAxis(Node softmax)
    {
        var shape = softmax.Input(0).Shape;
        var axis = softmax.Attributes.Int("axis", -1);
        axis = axis < 0 ? axis + shape.Rank : axis;
        return softmax.Opset >= 13 && axis >= 0 && axis < shape.Rank && shape.Product(axis + 1, shape.Rank) != 1 ? axis : null;
    }

    /// <summary>The permutation that exchanges an axis with the last one.</summary>
    private static long[] Swap(int axis, int rank) =>
        [.. Enumerable.Range(0, rank).Select(i => i == axis ? rank - 1L : i == rank - 1 ? axis : i)];

    private static bool HasDilations(Node node) => node.Attributes.Ints("dilations") is { } dilations && dilations.Any(d => d != 1);
}
