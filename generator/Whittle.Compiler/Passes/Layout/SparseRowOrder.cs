using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Selection;
using Whittle.Plan;
using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>
/// Sparse integer layer → fully connected integer layer: where sorted rows (most non-zeros first) need fewer gather steps, the first layer's outputs change
/// places and the second one's columns with them, so that nothing is brought back into order at run time. Integer sums do not depend on the order.
/// </summary>
internal sealed class SparseRowOrder : NodePass
{
    private const int Weights = 3;

    // Scale, zero point and bias of QLinearFullyConnected: one per output, or one for all.
    private static readonly int[] s_perOutput = [4, 5, 8];

    public override string Name => "sparse row order";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("QLinearFullyConnected", OperatorTable.WhittleDomain) || node.Input(Weights).Constant is not { Element: ElementType.Int8 } weights ||
            node.Output.SingleConsumer is not { } next
                || next.Input(0) != node.Output
                || !TakesColumns(next)
                || next.Input(Weights).Constant is not { } columns ||
            Order(weights) is not { } order)
        {
            return false;
        }

        node.SetInput(Weights, graph.NewConstant(node.Input(Weights).Name, Rows(weights, order)));
        foreach (var index in s_perOutput)
        {
            if (node.InputOrNull(index)?.Constant is { } values && values.Length == order.Length && order.Length > 1)
            {
                node.SetInput(index, graph.NewConstant(node.Input(index).Name, Rows(values, order)));
            }
        }

        var source = new int[columns.Length];
        for (var i = 0; i < source.Length; i++)
        {
            source[i] = (i / order.Length * order.Length) + order[i % order.Length];
        }

        next.SetInput(Weights, graph.NewConstant(next.Input(Weights).Name, columns.Pick(columns.Shape, source)));
        return true;
    }

    private static bool TakesColumns(Node node) =>
        node.Is("QLinearFullyConnected", OperatorTable.WhittleDomain) || node.Is("FullyConnectedDynamic", OperatorTable.WhittleDomain);

    /// <summary>The sorted order, if the layer is sparse, not in blocks, and takes fewer steps with it.</summary>
    private static int[]? Order(Tensor weights)
    {
        var (outputs, inputs) = (weights.Shape[0], weights.Shape[1]);
        var values = weights.As<sbyte>();
        var rows = new SparseRows(values, outputs, SparseRows.Consecutive(inputs));
        if (values.Length == 0 || rows.Values.Length > CostTable.SparseInt8TriedBelow * values.Length)
        {
            return null;
        }

        var choice = SparseChoice.Of(rows, inputs, rowLength: 1, inputs, CostTable.SparseInt8);
        if (choice.Blocks is not null || !choice.Pays)
        {
            return null;
        }

        var sorted = GatherSteps.Pack(rows, choice.Steps.Format with { Sorted = true });
        var unsorted = GatherSteps.Pack(rows, choice.Steps.Format with { Sorted = false });
        return sorted.Steps < unsorted.Steps ? sorted.Order : null;
    }

    private static Tensor Rows(Tensor tensor, int[] order)
    {
        var length = tensor.Length / order.Length;
        var source = new int[tensor.Length];
        for (var i = 0; i < source.Length; i++)
        {
            source[i] = (order[i / length] * length) + (i % length);
        }

        return tensor.Pick(tensor.Shape, source);
    }
}
