using Whittle.Compiler.Analysis;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Linear;
using Whittle.Compiler.Selection;
using Whittle.Plan;
using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>
/// Sparse integer layer → convolution or fully connected integer layer: where sorted rows (most non-zeros first), or rows exchanged between blocks (<see
/// cref="RowExchange"/>), need fewer gather steps, the first layer's outputs change places and the second one's columns with them, so that nothing is brought
/// back into order at run time. What treats channels alike may stand between, and depthwise convolutions, whose channels change places too. Integer sums do
/// not depend on the order.
/// </summary>
internal sealed class SparseRowOrder : NodePass
{
    private const int Weights = 3;

    // Once rows were exchanged, exchanging more is seldom worth it.
    private const double LeastSaving = 0.985;

    // Scale, zero point and bias of QLinearFullyConnected and QLinearConv: one per output, or one for all.
    private static readonly int[] s_perOutput = [4, 5, 8];

    public override string Name => "sparse row order";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!IsLayer(node) || node.Input(Weights).Constant is not { Element: ElementType.Int8 } weights || ChannelPath.From(node) is not { } path ||
            Order(node, weights) is not { } order)
        {
            return false;
        }

        Sort(graph, node, order);
        foreach (var between in path.Depthwise)
        {
            Sort(graph, between, order);
        }

        var columns = path.End.Input(Weights).Constant!;
        var source = new int[columns.Length];
        for (var i = 0; i < source.Length; i++)
        {
            source[i] = (i / order.Length * order.Length) + order[i % order.Length];
        }

        path.End.SetInput(Weights, graph.NewConstant(path.End.Input(Weights).Name, columns.Pick(columns.Shape, source)));
        return true;
    }

    private static bool IsLayer(Node node) => node.Is("QLinearFullyConnected", OperatorTable.WhittleDomain) || ChannelPath.IsConvolution(node);

    /// <summary>Brings a layer's outputs into the order.</summary>
    private static void Sort(Graph graph, Node node, int[] order)
    {
        node.SetInput(Weights, graph.NewConstant(node.Input(Weights).Name, Rows(node.Input(Weights).Constant!, order)));
        foreach (var index in s_perOutput)
        {
            if (node.InputOrNull(index)?.Constant is { } values && values.Length == order.Length && order.Length > 1)
            {
                node.SetInput(index, graph.NewConstant(node.Input(index).Name, Rows(values, order)));
            }
        }
    }

    /// <summary>An order with which the layer takes fewer steps, if it is sparse and not in blocks.</summary>
    private static int[]? Order(Node node, Tensor weights)
    {
        var values = weights.As<sbyte>();
        var geometry = node.Is("QLinearConv", OperatorTable.WhittleDomain)
            ? ConvImage.Geometry(node.Input(0).Shape, weights.Shape, node.Output.Shape, node.Attributes)
            : new GatherGeometry(SparseRows.Consecutive(weights.Shape[1]), 1, weights.Shape[1]);
        var rows = new SparseRows(values, weights.Shape[0], geometry.Places);
        if (values.Length == 0 || rows.Values.Length > CostTable.SparseInt8TriedBelow * values.Length)
        {
            return null;
        }

        var choice = SparseChoice.Of(rows, geometry.Places.Length, geometry.RowLength, geometry.PositionStride, CostTable.SparseInt8);
        if (choice.Blocks is not null || !choice.Pays)
        {
            return null;
        }

        var format = choice.Steps.Format with { Sorted = false };
        var sorted = rows.ByDescendingCount();
        var asTheyAre = SparseRows.Consecutive(rows.Rows);
        var (best, steps) = (asTheyAre, Steps(asTheyAre));
        if (Steps(sorted) is var ofSorted && ofSorted < steps)
        {
            (best, steps) = (sorted, ofSorted);
        }

        var grouped = RowExchange.ByMeanPlace(rows, format, best);
        var exchanged = RowExchange.Improve(rows, format, Steps(grouped) < steps ? grouped : best);
        best = Steps(exchanged) < LeastSaving * steps ? exchanged : best;
        return best == asTheyAre ? null : best;

        int Steps(int[] order) => GatherSteps.Pack(rows.InOrder(order), format).Steps;
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
