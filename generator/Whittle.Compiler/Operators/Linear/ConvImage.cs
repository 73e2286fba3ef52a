using Whittle.Compiler.Analysis;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Selection;
using Whittle.Plan;
using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>
/// Convolution on channels-last, already padded images: operand [batch, height, width, channels], weights [outputs, kernelHeight, kernelWidth, channels / group],
/// optional bias. Attributes strides, dilations, group, minimum and maximum (the fused activation); integer depthwise layers also have border (top, left,
/// bottom, right), where the image is not padded and the kernel reads zero points around it.
/// </summary>
internal sealed class ConvImage : Operator
{
    public override string Name => "Conv";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    /// <summary>Shape of the result; shared with the integer convolutions.</summary>
    public static int[] OutputShape(TensorShape input, TensorShape weights, NodeAttributes attributes)
    {
        var (strides, dilations) = (attributes.Ints("strides")!, attributes.Ints("dilations")!);
        var border = attributes.Ints("border") ?? [0, 0, 0, 0];
        int Positions(int d) => ((input[d + 1] + border[d] + border[d + 2] - ((weights[d + 1] - 1) * dilations[d]) - 1) / strides[d]) + 1;
        return [input[0], Positions(0), Positions(1), weights[0]];
    }

    /// <summary>The convolution's constants as a struct of the generated class.</summary>
    public static string ShapeStruct(LoweringContext context, TensorShape input, TensorShape weights)
    {
        var (strides, dilations) = (context.Attributes.Ints("strides")!, context.Attributes.Ints("dilations")!);
        var output = OutputShape(input, weights, context.Attributes);
        (string Name, int Value)[] members =
        [
            ("Batch", input[0]),
            ("InputHeight", input[1]),
            ("InputWidth", input[2]),
            ("Groups", context.Attributes.Int("group", 1)),
            ("ChannelsPerGroup", weights[3]),
            ("OutputChannels", weights[0]),
            ("KernelHeight", weights[1]),
            ("KernelWidth", weights[2]),
            ("StrideHeight", strides[0]),
            ("StrideWidth", strides[1]),
            ("DilationHeight", dilations[0]),
            ("DilationWidth", dilations[1]),
            ("OutputHeight", output[1]),
            ("OutputWidth", output[2]),
        ];
        return context.Attributes.Ints("border") is { } border
            ? context.ShapeStruct(
                "IConvolutionShape", [.. members, ("PadTop", border[0]), ("PadLeft", border[1]), ("PadBottom", border[2]), ("PadRight", border[3])])
            : context.ShapeStruct("IConvolutionShape", members);
    }

    /// <summary>Multiply-accumulates of one prediction.</summary>
    public static long Macs(TensorShape output, TensorShape weights) => (long)output.Length * weights.Product(1, 4);

    /// <summary>The selector's question about a convolution.</summary>
    public static KernelQuery Query(LoweringContext context, Tensor weights)
    {
        var groups = context.Attributes.Int("group", 1);
        var statistics = WeightStatistics.Of(weights);
        var geometry = groups == 1 ? Geometry(context.Type(0).Shape, weights.Shape, context.OutputType.Shape, context.Attributes) : null;
        return new KernelQuery
        {
            Operator = "Conv",
            Weights = statistics,
            Outputs = weights.Shape[0],
            Inputs = weights.Shape.Product(1, 4),
            Groups = groups,
            Depthwise = weights.Shape[3] == 1 && groups > 1 && groups == weights.Shape[0],
            Rows = context.OutputType.Shape.Product(0, 3),
            Geometry = geometry,
            Winograd = WinogradFit.Of(weights, context.OutputType.Shape, context.Attributes, context.Exact),
            Sparse = SparseFit.Of(weights, statistics, geometry),
        };
    }

    /// <summary>Where the activations lie: every tap of the kernel is a pixel's channels.</summary>
    internal static GatherGeometry Geometry(TensorShape input, TensorShape weights, TensorShape output, NodeAttributes attributes)
    {
        var (strides, dilations) = (attributes.Ints("strides")!, attributes.Ints("dilations")!);
        var channels = weights[3];
        var taps = new int[weights[1] * weights[2]];
        for (var tap = 0; tap < taps.Length; tap++)
        {
            taps[tap] = (((tap / weights[2] * dilations[0]) * input[2]) + (tap % weights[2] * dilations[1])) * channels;
        }

        var flat = taps.Length == 1 && strides[0] == 1 && strides[1] == 1;
        return new GatherGeometry(SparseRows.Runs(taps, channels), flat ? output.Product(0, 3) : output[2], strides[1] * channels);
    }

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, ElementType.Float32, OutputShape(context.Shape(0), context.Shape(1), context.Attributes));

    public override void Lower(LoweringContext context)
    {
        var weights = context.Constant(1)!;
        var query = Query(context, weights);
        var choice = context.Choose(query);
        var layer = context.Object(
            choice.Kernel,
            [ShapeStruct(context, context.Type(0).Shape, weights.Shape)],
            new Argument("weights", context.Store(context.Node.Input(1).Name, weights)),
            new Argument("bias", Bias.Operand(context, 2)),
            new Argument("minimum", context.Attributes.Float("minimum", float.NegativeInfinity)),
            new Argument("maximum", context.Attributes.Float("maximum", float.PositiveInfinity)));
        context.Step(layer, "Run", new Argument("input", context.Input(0)), new Argument("output", context.Output()));
        context.Layer(LayerFacts.Of(context.Node, weights, query, Macs(context.OutputType.Shape, weights.Shape), choice), weights);
    }
}
