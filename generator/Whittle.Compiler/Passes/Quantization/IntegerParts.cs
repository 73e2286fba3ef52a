using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes.Layout;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>
/// Integer products and convolutions whose weights or parameters are computed at run time (or that have more dimensions than the integer layers) become their
/// parts: differences to the zero points as int32, their product or convolution, and for QLinear operators the scaling and QuantizeLinear with scale 1. Every
/// operation is the layer's own, so the bits are the same.
/// </summary>
internal sealed class IntegerParts : NodePass
{
    public override string Name => "parts of integer layers";

    protected override bool Rewrite(Graph graph, Node node)
    {
        var scaled = node.OperatorType.StartsWith("QLinear", StringComparison.Ordinal);
        var taken = node.Domain.Length == 0 && node.OperatorType switch
        {
            "ConvInteger" or "QLinearConv" => !ImageForm.Exists(node),
            "MatMulInteger" => !IsLayer(node, 1, 3),
            "QLinearMatMul" => !IsLayer(node, 3, 1, 2, 4, 5, 6, 7),
            _ => false,
        };
        if (!taken)
        {
            return false;
        }

        var convolution = node.OperatorType is "ConvInteger" or "QLinearConv";
        var (weights, zeroPoint, weightZero) = scaled ? (3, 2, 5) : (1, 2, 3);
        var left = Difference(graph, node, node.Input(0), PerRow(graph, node, node.InputOrNull(zeroPoint), convolution));
        var right = Difference(graph, node, node.Input(weights), PerOutput(graph, node, node.InputOrNull(weightZero), convolution ? node.Input(weights).Shape.Rank - 1 : 0));
        var sum = convolution
            ? graph.Insert(node, node, "Conv", "", [left, right, scaled ? node.InputOrNull(8) : null], node.Attributes.Clone())
            : graph.Insert(node, node, "MatMul", "", [left, right]);
        graph.Bypass(node, scaled ? Requantized(graph, node, sum, convolution) : sum);
        return true;
    }

    private static bool IsLayer(Node node, int weights, params int[] parameters) =>
        node.Input(weights).Constant is { Shape.Rank: 2 } && node.Input(0).Shape.Rank >= 2 && parameters.All(i => node.InputOrNull(i) is null or { IsConstant: true });

    /// <summary>acc · (xs · ws / ys), each operation rounded by itself, then QuantizeLinear.</summary>
    private static Value Requantized(Graph graph, Node node, Value sum, bool convolution)
    {
        var scales = graph.Insert(node, node, "Mul", "", [node.Input(1), node.Input(4)]);
        scales = graph.Insert(node, node, "Div", "", [scales, node.Input(6)]);
        scales = PerOutput(graph, node, scales, convolution ? node.Output.Shape.Rank - 2 : 0)!;
        var product = graph.Insert(node, node, "Mul", "", [graph.Converted(node, sum, ElementType.Float32), scales]);
        var one = graph.NewConstant(node.Name + ".one", Tensor.FromFloats(TensorShape.Scalar, [1]));
        return graph.Insert(node, node, "QuantizeLinear", "", [product, one, node.Input(7)]);
    }

    private static Value Difference(Graph graph, Node node, Value value, Value? zeroPoint)
    {
        var wide = graph.Converted(node, value, ElementType.Int32);
        return zeroPoint is null ? wide : graph.Insert(node, node, "Sub", "", [wide, graph.Converted(node, zeroPoint, ElementType.Int32)]);
    }

    /// <summary>A matrix product may have a zero point for each row: [rows] becomes [rows, 1].</summary>
    private static Value? PerRow(Graph graph, Node node, Value? values, bool convolution) =>
        values is null || convolution || values.Shape.Length == 1 || values.Shape.Rank != 1 ? values : Reshaped(graph, node, values, [values.Shape.Length, 1]);

    /// <summary>One value, or one for each output: [outputs] gets as many dimensions of length 1 behind it as there are axes behind the channels.</summary>
    private static Value? PerOutput(Graph graph, Node node, Value? values, int behind) =>
        values is null || values.Shape.Length == 1 || behind == 0 ? values : Reshaped(graph, node, values, [values.Shape.Length, .. Enumerable.Repeat(1L, behind)]);

    private static Value Reshaped(Graph graph, Node node, Value value, long[] shape) =>
        graph.Insert(node, node, "Reshape", "", [value, graph.NewConstant(node.Name + ".shape", Tensor.FromInt64s(new TensorShape(shape.Length), shape))]);
}
