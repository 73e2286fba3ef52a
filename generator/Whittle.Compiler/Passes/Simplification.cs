using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Movement;

namespace Whittle.Compiler.Passes;

/// <summary>Takes out nodes that give their operand back: Identity, Dropout, Transpose that moves nothing in place, Sum of one.</summary>
internal sealed class Simplification : NodePass
{
    public override string Name => "simplification";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (node.Domain.Length != 0 || node.InputOrNull(0) is not { } input)
        {
            return false;
        }

        if (HalfPrecision.Unrounded(node) is { } unrounded)
        {
            graph.Bypass(node, unrounded);
            return true;
        }

        if (node.OperatorType is "Min" or "Max" or "Sum" or "Mean" && node.Inputs.Count > 2)
        {
            return SplitVariadic(graph, node);
        }

        if (node.OperatorType == "Mean" && node.Inputs.Count == 2)
        {
            return MeanOfTwo(graph, node);
        }

        var same = node.OperatorType switch
        {
            "Identity" or "Dropout" => true,
            "Transpose" => Transpose.Permutation(node).SequenceEqual(Enumerable.Range(0, input.Shape.Rank)),
            "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" => input.Shape.Equals(node.Output.Shape),
            "Min" or "Max" or "Sum" or "Mean" or "Concat" => node.Inputs.Count == 1,
            _ => false,
        };
        if (!same)
        {
            return false;
        }

        graph.Bypass(node, input);
        return true;
    }

    /// <summary>op(a, b, c) → op(op(a, b), c).</summary>
    private static bool SplitVariadic(Graph graph, Node node)
    {
        var pairwise = node.OperatorType == "Mean" ? "Sum" : node.OperatorType;
        var result = node.Input(0);
        for (var i = 1; i < node.Inputs.Count; i++)
        {
            result = graph.Insert(node, node, pairwise, "", [result, node.Input(i)]);
        }

        if (node.OperatorType == "Mean")
        {
            result = graph.Insert(node, node, "Mul", "", [result, Reciprocal(graph, node)]);
        }

        graph.Bypass(node, result);
        return true;
    }

    private static bool MeanOfTwo(Graph graph, Node node)
    {
        var sum = graph.Insert(node, node, "Sum", "", [.. node.Inputs]);
        graph.Bypass(node, graph.Insert(node, node, "Mul", "", [sum, Reciprocal(graph, node)]));
        return true;
    }

    private static Value Reciprocal(Graph graph, Node node) =>
        graph.NewConstant(node.Name + ".count", Tensor.FromFloats(TensorShape.Scalar, [1f / node.Inputs.Count]));
}
