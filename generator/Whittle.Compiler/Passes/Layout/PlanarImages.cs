using Whittle.Compiler.Analysis;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Movement;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Compiler.Selection;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>
/// Transpose to channels-last → border → integer convolution: where few channels make that layout a waste, the convolution reads the planes as they are, and
/// what lies around them. A single channel lies the same in both layouts.
/// </summary>
internal sealed class PlanarImages : NodePass
{
    private const int Weights = 3;

    public override string Name => "planar images";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("QLinearConv", OperatorTable.WhittleDomain) || node.Attributes.Has("border"))
        {
            return false;
        }

        var border = Border(node);
        var image = border is null ? node.Input(0) : border.Input(0);
        var weights = node.Input(Weights).Constant!;
        if (!Pays(node, image, weights) || Planes(graph, node, image) is not { } planes)
        {
            return false;
        }

        var attributes = node.Attributes.Clone();
        if (border is not null)
        {
            attributes.Set("border", Array.ConvertAll<int, long>([.. border.Attributes.Ints("before")!, .. border.Attributes.Ints("after")!], pad => pad));
        }

        var inputs = node.Inputs.ToArray();
        inputs[0] = planes;
        graph.Bypass(node, graph.Insert(node, node, "QLinearConvPlanar", OperatorTable.WhittleDomain, inputs, attributes));
        return true;
    }

    /// <summary>The border before the convolution, if it is one of zero points.</summary>
    private static Node? Border(Node node) =>
        node.Input(0).Producer is { } border && border.Is("PadImage", OperatorTable.WhittleDomain) && border.Inputs.Count == 1
        && border.Attributes.Float("value", 0) == Quantized.Read(node, 1, 2).ZeroPoint
            ? border : null;

    private static bool Pays(Node node, Value image, Tensor weights) =>
        PlanarGain.Of(image.Shape, weights.Shape, node.Output.Shape, node.Attributes) >= CostTable.PlanarFromGain
        && IntegerWeights.Fold(weights, Quantized.Read(node, 4, 5).ZeroPoints).Excess.Count == 0
        && !MayBeSparse(weights);

    /// <summary>Whether sparse kernels, which want channels-last images, would be tried.</summary>
    private static bool MayBeSparse(Tensor weights) =>
        weights.Shape.Product(1, 4) >= CostTable.SparseMinimumInputs && WeightStatistics.Of(weights).Density < CostTable.SparseInt8TriedBelow;

    /// <summary>The image before it was transposed; null where it never was, and moving it would cost more than it gains.</summary>
    private static Value? Planes(Graph graph, Node node, Value image)
    {
        if (image.Producer is { } producer && producer.Is("Transpose") && Transpose.Permutation(producer).SequenceEqual([0, 2, 3, 1]))
        {
            return producer.Input(0);
        }

        if (image.Shape[3] != 1)
        {
            return null;
        }

        var target = new TensorShape(image.Shape[0], 1, image.Shape[1], image.Shape[2]);
        if (image.Producer is { } reshape && reshape.Is("Reshape") && reshape.Input(0).Shape.Equals(target))
        {
            return reshape.Input(0);
        }

        var shape = graph.NewConstant(node.Name + ".shape", Tensor.FromInt64s(new TensorShape(4), [.. target.Select(d => (long)d)]));
        return graph.Insert(node, node, "Reshape", "", [image, shape], new NodeAttributes().Set("allowzero", 1L));
    }
}
