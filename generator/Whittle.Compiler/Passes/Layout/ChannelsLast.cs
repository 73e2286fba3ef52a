using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Linear;
using Whittle.Compiler.Operators.Movement;
using Whittle.Compiler.Operators.Pooling;
using Whittle.Compiler.Operators.Quantization;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>
/// Convolutions and pools become their channels-last forms between two transpositions; one-dimensional ones get a height of 1. Pads of convolutions become
/// an explicit border, except where the kernel reads zero points around the image by itself. The transpositions meet and cancel in
/// <see cref="TransposePropagation"/>.
/// </summary>
internal sealed class ChannelsLast : NodePass
{
    private static readonly long[] ToLast = [0, 2, 3, 1];
    private static readonly long[] ToFirst = [0, 3, 1, 2];

    public override string Name => "channels last";

    protected override bool Rewrite(Graph graph, Node node)
    {
        var image = (node.Domain, node.OperatorType) switch
        {
            _ when !ImageForm.Exists(node) => null,
            ("", "Conv" or "ConvInteger") => Convolution(graph, node, 1),
            ("", "QLinearConv") or (OperatorTable.WhittleDomain, "ConvDynamic") => Convolution(graph, node, 3),
            ("", "MaxPool" or "AveragePool" or "LpPool") or (OperatorTable.MicrosoftDomain, "QLinearAveragePool") => Pool(graph, node),
            ("", "GlobalMaxPool" or "GlobalAveragePool") or (OperatorTable.MicrosoftDomain, "QLinearGlobalAveragePool") => GlobalPool(graph, node),
            _ => null,
        };
        if (image is null)
        {
            return false;
        }

        var first = graph.Insert(node, node, "Transpose", "", [image], new NodeAttributes().Set("perm", ToFirst));
        graph.Bypass(node, Reshaped(graph, node, first, node.Output.Shape));
        return true;
    }

    private static Value Convolution(Graph graph, Node node, int weightIndex)
    {
        var context = new InferenceContext(node);
        var weights = node.Input(weightIndex).Constant!;
        var geometry = Conv.Resolve(context, 0, weightIndex).Geometry.AsImage();
        var attributes = Attributes(node, geometry, ["group", "minimum", "maximum"]);
        var data = Image(graph, node, node.Input(0));
        if (geometry.PadsBefore.Concat(geometry.PadsAfter).Any(pad => pad != 0))
        {
            if (KernelHasBorders(node))
            {
                attributes.Set("border", Longs([.. geometry.PadsBefore, .. geometry.PadsAfter]));
            }
            else
            {
                data = WithBorder(graph, node, data, geometry);
            }
        }

        var square = weights.Shape.Rank == 4 ? weights : weights.Reshape(new TensorShape(weights.Shape[0], weights.Shape[1], 1, weights.Shape[2]));
        var inputs = node.Inputs.ToArray();
        inputs[0] = data;
        inputs[weightIndex] = graph.NewConstant(node.Input(weightIndex).Name, Transpose.Apply(square, [0, 2, 3, 1]));
        var image = node.Domain.Length == 0 ? node.OperatorType : node.OperatorType + "Image";
        return graph.Insert(node, node, image, OperatorTable.WhittleDomain, inputs, attributes);
    }

    /// <summary>Depthwise kernels that requantize do without a padded copy of the image.</summary>
    private static bool KernelHasBorders(Node node) =>
        node.OperatorType == "QLinearConv"
        && node.InputOrNull(2) is null or { IsConstant: true }
        && node.Input(3).Constant is { } weights
        && weights.Shape[1] == 1
        && node.Attributes.Int("group", 1) is > 1 and var groups
        && groups == weights.Shape[0]
        && Quantized.TryRead(node, 4, 5) is { } scale
        && IntegerWeights.Fold(weights, scale.ZeroPoints).Excess.Count == 0;

    private static Value WithBorder(Graph graph, Node node, Value image, ConvolutionGeometry geometry)
    {
        // A border of the zero point is a border of real zeros.
        var zero = node.OperatorType is "QLinearConv" or "ConvInteger" or "ConvDynamic" ? node.InputOrNull(2) : null;
        var attributes = Attributes(node, geometry, []).Set("value", (float)(zero?.Constant?.ToDoubles()[0] ?? 0));
        Value?[] inputs = zero is { IsConstant: false } ? [image, zero] : [image];
        return graph.Insert(node, node, "PadImage", OperatorTable.WhittleDomain, inputs, attributes);
    }

    private static Value Pool(Graph graph, Node node)
    {
        var geometry = WindowPool.Geometry(new InferenceContext(node)).AsImage();
        Value?[] inputs = [Image(graph, node, node.Input(0)), .. node.Inputs.Skip(1)];
        return graph.Insert(node, node, node.OperatorType, OperatorTable.WhittleDomain, inputs, Attributes(node, geometry, ["count_include_pad", "p"]));
    }

    private static Value GlobalPool(Graph graph, Node node)
    {
        Value?[] inputs = [Image(graph, node, node.Input(0)), .. node.Inputs.Skip(1)];
        return graph.Insert(node, node, node.OperatorType, OperatorTable.WhittleDomain, inputs);
    }

    /// <summary>The operand as a channels-last image: [N, C, L] gets a height of 1, more than two spatial dimensions are laid flat.</summary>
    private static Value Image(Graph graph, Node node, Value value)
    {
        var shape = value.Shape;
        var image = Reshaped(graph, node, value, shape.Rank == 4 ? shape : new TensorShape(shape[0], shape[1], 1, shape.Product(2, shape.Rank)));
        return graph.Insert(node, node, "Transpose", "", [image], new NodeAttributes().Set("perm", ToLast));
    }

    private static Value Reshaped(Graph graph, Node node, Value value, TensorShape shape)
    {
        if (value.Shape.Equals(shape))
        {
            return value;
        }

        var target = graph.NewConstant(node.Name + ".shape", Tensor.FromInt64s(new TensorShape(shape.Rank), [.. shape.Select(d => (long)d)]));
        return graph.Insert(node, node, "Reshape", "", [value, target]);
    }

    private static NodeAttributes Attributes(Node node, ConvolutionGeometry geometry, string[] kept)
    {
        var attributes = new NodeAttributes()
            .Set("kernel", Longs(geometry.Kernel))
            .Set("strides", Longs(geometry.Strides))
            .Set("dilations", Longs(geometry.Dilations))
            .Set("before", Longs(geometry.PadsBefore))
            .Set("after", Longs(geometry.PadsAfter))
            .Set("output", Longs(geometry.Output));
        foreach (var name in kept.Where(node.Attributes.Has))
        {
            attributes.Set(name, node.Attributes.Get(name));
        }

        return attributes;
    }

    private static long[] Longs(int[] values) => Array.ConvertAll(values, value => (long)value);
}
