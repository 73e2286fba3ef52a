using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Passes;

/// <summary>
/// A MatMul whose operands repeat along different leading dimensions ([3, 1, 5, 4] by [1, 2, 4, 7]) gets them expanded: the kernel steps each operand by one
/// stride.
/// </summary>
internal sealed class MatMulBroadcast : NodePass
{
    public override string Name => "broadcast of MatMul";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("MatMul") || node.Input(0).Shape.Rank < 2 || node.Input(1).Shape.Rank < 2)
        {
            return false;
        }

        var batch = node.Output.Shape.Take(node.Output.Shape.Rank - 2).ToArray();
        return Expand(graph, node, 0, batch) | Expand(graph, node, 1, batch);
    }

    private static bool Expand(Graph graph, Node node, int index, int[] batch)
    {
        var shape = node.Input(index).Shape;
        var own = shape.Product(0, shape.Rank - 2);
        if (own == 1 || own == batch.Aggregate(1, (product, d) => product * d))
        {
            return false;
        }

        long[] target = [.. batch.Select(d => (long)d), shape[shape.Rank - 2], shape[shape.Rank - 1]];
        var constant = graph.NewConstant(node.Name + ".shape", Tensor.FromInt64s(new TensorShape(target.Length), target));
        node.SetInput(index, graph.Insert(node, node, "Expand", "", [node.Input(index), constant]));
        return true;
    }
}
