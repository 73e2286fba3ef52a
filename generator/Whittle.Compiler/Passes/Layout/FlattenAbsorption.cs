using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Compiler.Operators.Movement;
using Whittle.Compiler.Operators.Quantization;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>
/// Transpose → Reshape to [rows, inputs] → elementwise → fully connected layer: the layer's weights take over the transposition, their columns in the order
/// in which the data lies, and nothing moves at run time.
/// </summary>
internal sealed class FlattenAbsorption : NodePass
{
    public override string Name => "flatten absorption";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (node.Domain != OperatorTable.WhittleDomain || WeightIndex(node) is not { } index || node.Input(index).Constant is not { } weights)
        {
            return false;
        }

        if (FindReshape(node) is not { } reshape || reshape.Input(0).Producer is not { } transpose || !transpose.Is("Transpose"))
        {
            return false;
        }

        var (stored, permutation) = (transpose.Input(0).Shape, Transpose.Permutation(transpose));
        var inputs = weights.Shape[1];
        if (permutation[0] != 0 || stored[0] != reshape.Output.Shape[0] || stored.Product(1, stored.Rank) != inputs || reshape.Output.Shape.Rank != 2)
        {
            return false;
        }

        var columns = ColumnOrder(stored, permutation);
        var source = Enumerable.Range(0, weights.Length).Select(i => (i / inputs * inputs) + columns[i % inputs]).ToArray();
        node.SetInput(index, graph.NewConstant(node.Input(index).Name, weights.Pick(weights.Shape, source)));
        reshape.SetInput(0, transpose.Input(0));
        return true;
    }

    private static int? WeightIndex(Node node) => node.OperatorType switch
    {
        "FullyConnected" or "FullyConnectedInteger" => 1,
        "QLinearFullyConnected" or "FullyConnectedDynamic" => 3,
        _ => null,
    };

    /// <summary>The Reshape that feeds the layer through operators that treat all elements alike, each read by nobody else.</summary>
    private static Node? FindReshape(Node layer)
    {
        var value = layer.Input(0);
        while (value.Producer is { } producer)
        {
            if (!OnlyDataReader(value))
            {
                return null;
            }

            if (producer.OperatorType is "Reshape" or "Flatten" or "Squeeze")
            {
                return producer;
            }

            if (!TreatsElementsAlike(producer))
            {
                return null;
            }

            value = producer.Input(0);
        }

        return null;
    }

    private static bool OnlyDataReader(Value value) => value.Consumers.Count == 1 && !value.IsGraphOutput;

    private static bool TreatsElementsAlike(Node node) => OperatorTable.Find(node.Domain, node.OperatorType) switch
    {
        UnaryElementwise or Clip or Cast or LookupTable or DynamicQuantizeLinear => true,
        QuantizeLinear or DequantizeLinear => Quantized.TryRead(node, 1, 2) is { PerTensor: true },
        _ => false,
    };

    /// <summary>For each place in the stored order, the column that the transposed order gives it.</summary>
    private static int[] ColumnOrder(TensorShape stored, int[] permutation)
    {
        var transposed = Permutations.Apply(stored, permutation);
        var strides = transposed.Strides();
        var inverse = Permutations.Inverse(permutation);
        var columns = new int[stored.Product(1, stored.Rank)];
        var storedStrides = stored.Strides();
        for (var i = 0; i < columns.Length; i++)
        {
            for (var axis = 1; axis < stored.Rank; axis++)
            {
                columns[i] += i / storedStrides[axis] % stored[axis] * strides[inverse[axis]];
            }
        }

        return columns;
    }
}
