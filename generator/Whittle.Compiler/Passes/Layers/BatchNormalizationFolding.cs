using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Normalization;

namespace Whittle.Compiler.Passes.Layers;

/// <summary>
/// BatchNormalization behind a Conv, Gemm or MatMul with constant weights goes into them: w · scale per output, b · scale + shift.
/// </summary>
internal sealed class BatchNormalizationFolding : NodePass
{
    public override string Name => "batch normalization folding";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("BatchNormalization") || BatchNormalization.Affine(node) is not { } affine)
        {
            return false;
        }

        return node.Input(0).Producer is { } before && before.Output.SingleConsumer == node && Behind(graph, node, before, affine.Scale, affine.Shift);
    }

    private static bool Behind(Graph graph, Node node, Node layer, double[] scale, double[] shift)
    {
        if (layer.InputOrNull(1)?.Constant is not { } weights || layer.InputOrNull(2) is { IsConstant: false })
        {
            return false;
        }

        if (layer.Is("Conv"))
        {
            Replace(
                graph,
                node,
                layer,
                Scaled(weights, scale, weights.Shape.Product(1, weights.Shape.Rank)),
                Bias(layer.InputOrNull(2)?.Constant, scale, shift),
                layer.Attributes.Clone());
            return true;
        }

        if (LinearLayer.Match(layer) is not { } linear || linear.Last != layer || node.Output.Shape.Rank != 2)
        {
            return false;
        }

        var perOutput = linear.OutputsFirst ? weights.Shape[1] : 1;
        var alpha = Array.ConvertAll(scale, s => s * linear.Alpha);
        var attributes = new NodeAttributes().Set("transB", linear.OutputsFirst ? 1L : 0L);
        var bias = linear.Bias?.Constant is { } own ? LinearLayer.ExpandBias(own, linear.Outputs) : null;
        Replace(graph, node, layer, Scaled(weights, alpha, perOutput), Bias(bias, scale, shift), attributes, "Gemm");
        return true;
    }

    private static void Replace(Graph graph, Node node, Node layer, Tensor weights, Tensor bias, NodeAttributes attributes, string? operatorType = null) =>
        graph.Replace(node, graph.Create(
            layer,
            operatorType ?? layer.OperatorType,
            "",
            [layer.Input(0), graph.NewConstant(layer.Input(1).Name, weights), graph.NewConstant(node.Name + ".bias", bias)],
            attributes));

    /// <summary>Every weight times the factor of its output; an output's weights come in runs of <paramref name="run"/>.</summary>
    private static Tensor Scaled(Tensor weights, double[] scale, int run) =>
        Tensor.FromFloats(weights.Shape, [.. weights.ToFloats().Select((weight, i) => (float)(weight * scale[i / run % scale.Length]))]);

    private static Tensor Bias(Tensor? bias, double[] scale, double[] shift) =>
        Tensor.FromFloats(new TensorShape(scale.Length), [.. scale.Select((s, c) => (float)(((bias?.ToDoubles()[c] ?? 0) * s) + shift[c]))]);
}
