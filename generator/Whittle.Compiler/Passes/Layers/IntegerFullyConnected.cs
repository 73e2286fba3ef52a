using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Movement;
using Whittle.Compiler.Operators.Quantization;

namespace Whittle.Compiler.Passes.Layers;

/// <summary>QLinearMatMul, QGemm and MatMulInteger with a constant matrix become fully connected layers with weights [outputs, inputs].</summary>
internal sealed class IntegerFullyConnected : NodePass
{
    public override string Name => "integer fully connected layers";

    protected override bool Rewrite(Graph graph, Node node)
    {
        var weightIndex = node.Is("MatMulInteger") ? 1 : 3;
        var known = node.Is("MatMulInteger") || node.Is("QLinearMatMul") || node.Is("QGemm", OperatorTable.MicrosoftDomain);
        if (!known
            || node.Input(weightIndex).Constant is not { } weights
            || weights.Shape.Rank != 2
            || node.Input(0).Shape.Rank < 2
            || node.Attributes.Flag("transA", false))
        {
            return false;
        }

        var oriented = node.Attributes.Flag("transB", false)
            ? node.Input(weightIndex)
            : graph.NewConstant(node.Input(weightIndex).Name, Transpose.Apply(weights, [1, 0]));
        graph.Replace(node, node.OperatorType switch
        {
            "MatMulInteger" => graph.Create(
                node, "FullyConnectedInteger", OperatorTable.WhittleDomain, [node.Input(0), oriented, node.InputOrNull(2), node.InputOrNull(3)]),
            "QLinearMatMul" => graph.Create(
                node, "QLinearFullyConnected", OperatorTable.WhittleDomain, [.. node.Inputs.Take(3), oriented, .. node.Inputs.Skip(4), null]),
            _ => FromQGemm(graph, node, oriented),
        });
        return true;
    }

    private static Node FromQGemm(Graph graph, Node node, Value weights)
    {
        var alpha = node.Attributes.Float("alpha", 1);
        var scale = alpha == 1
            ? node.Input(1)
            : graph.NewConstant(node.Name + ".alpha", Tensor.FromFloats(TensorShape.Scalar, [alpha * Quantized.Read(node, 1, 2).Scale]));
        var bias = node.InputOrNull(6) is { Constant: { } stored } ? graph.NewConstant(node.Name + ".bias", Expand(stored, weights.Shape[0])) : null;
        return node.InputOrNull(7) is { } outputScale
            ? graph.Create(
                node,
                "QLinearFullyConnected",
                OperatorTable.WhittleDomain,
                [node.Input(0), scale, node.Input(2), weights, node.Input(4), node.Input(5), outputScale, node.InputOrNull(8) ?? Zero(graph, node), bias])
            : graph.Create(
                node,
                "FullyConnectedDynamic",
                OperatorTable.WhittleDomain,
                [node.Input(0), scale, node.Input(2), weights, node.Input(4), node.Input(5), null, bias]);
    }

    private static Value Zero(Graph graph, Node node) => Quantization.Dequantized.Zero(graph, node, node.Output.KnownType.Element, 1);

    private static Tensor Expand(Tensor bias, int outputs)
    {
        var values = bias.ToInt32s();
        return Tensor.FromInt32s(new TensorShape(outputs), values.Length == outputs ? values : [.. Enumerable.Repeat(values[0], outputs)]);
    }
}
