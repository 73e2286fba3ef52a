using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Compiler.Operators.Microsoft;
using Whittle.Compiler.Operators.Movement;
using Whittle.Compiler.Operators.Quantization;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>Moves transpositions behind operators that do not care about the order of axes, towards the next transposition that cancels them.</summary>
internal sealed class TransposePropagation : NodePass
{
    public override string Name => "transpose propagation";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (DataInputs(node) is not { Length: > 0 } data)
        {
            return false;
        }

        var transposed = data.Select(i => node.Input(i).Producer is { } producer && producer.Is("Transpose") ? producer : null).ToArray();
        var first = transposed.FirstOrDefault(producer => producer is not null);
        if (first is null || node.Output.Shape.Rank != first.Output.Shape.Rank)
        {
            return false;
        }

        var permutation = Transpose.Permutation(first);
        var inputs = node.Inputs.ToArray();
        for (var i = 0; i < data.Length; i++)
        {
            if (Untransposed(graph, node.Input(data[i]), transposed[i], permutation) is not { } source)
            {
                return false;
            }

            inputs[data[i]] = source;
        }

        var attributes = node.Attributes.Clone();
        if (node.OperatorType is "Concat" or "QLinearConcat" or "ResizeAxis")
        {
            var axis = attributes.Int("axis", 0);
            attributes.Set("axis", (long)permutation[axis < 0 ? axis + permutation.Length : axis]);
        }

        var result = graph.Insert(node, node, node.OperatorType, node.Domain, inputs, attributes);
        graph.Bypass(node, graph.Insert(node, first, "Transpose", "", [result], Permutations.Attribute(permutation)));
        return true;
    }

    /// <summary>Positions of the operands whose axes the operator walks along; none for an operator that cares about their order.</summary>
    private static int[]? DataInputs(Node node)
    {
        if (node.Is("Concat"))
        {
            return [.. Enumerable.Range(0, node.Inputs.Count)];
        }

        return OperatorTable.Find(node.Domain, node.OperatorType) switch
        {
            UnaryElementwise or Clip or Cast or LookupTable or QLinearUnary or ResizeAxis => [0],
            Operators.Quantization.QuantizeLinear or Operators.Quantization.DequantizeLinear when Quantized.TryRead(node, 1, 2) is { PerTensor: true } => [0],
            BinaryElementwise or Comparison => [0, 1],
            VariadicElementwise when node.Inputs.Count == 2 => [0, 1],
            QLinearBinary => [0, 3],
            QLinearConcat => [.. Enumerable.Range(0, (node.Inputs.Count - 2) / 3).Select(i => 2 + (3 * i))],
            _ => null,
        };
    }

    /// <summary>The operand before the common transposition: the transposition's own operand, or a constant turned the other way round.</summary>
    private static Value? Untransposed(Graph graph, Value value, Node? transpose, int[] permutation)
    {
        if (transpose is not null)
        {
            return Transpose.Permutation(transpose).SequenceEqual(permutation) ? transpose.Input(0) : null;
        }

        if (value.Shape.Length == 1 && value.Shape.Rank <= permutation.Length)
        {
            return value;
        }

        if (value.Constant is not { } constant || constant.Shape.Rank > permutation.Length)
        {
            return null;
        }

        var full = constant.Reshape(new TensorShape([.. Enumerable.Repeat(1, permutation.Length - constant.Shape.Rank), .. constant.Shape]));
        return graph.NewConstant(value.Name, Transpose.Apply(full, Permutations.Inverse(permutation)));
    }
}
