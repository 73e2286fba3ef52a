using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>
/// Convolution of [batch, channels, spatial …]. The channels-last pass turns floats with stored weights over one or two spatial dimensions into
/// <see cref="ConvImage"/>; the rest runs window by window.
/// </summary>
internal sealed class Conv : Operator
{
    public override string Name => "Conv";

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    /// <summary>A few bytes of a model could ask for hours.</summary>
    public override bool IsFolded => false;

    /// <summary>Checks operands and groups, and answers geometry and result shape; shared with the integer convolutions.</summary>
    public static (ConvolutionGeometry Geometry, int[] Output) Resolve(InferenceContext context, int inputIndex, int weightIndex)
    {
        var (input, weights) = (context.Shape(inputIndex), context.Shape(weightIndex));
        if (weights.Rank is < 3 or > 8)
        {
            throw context.Unsupported($"its weights {weights} make it a convolution over {weights.Rank - 2} dimensions", "One to six spatial dimensions are supported.");
        }

        var kernel = weights.Skip(2).ToArray();
        if (context.Attributes.Ints("kernel_shape") is { } stated && !stated.SequenceEqual(kernel))
        {
            throw context.Mismatch($"kernel_shape [{string.Join(", ", stated)}] contradicts its weights {weights}", "Export the model again.");
        }

        var geometry = ConvolutionGeometry.Read(context, input, kernel);
        var groups = context.Attributes.Int("group", 1);
        if (groups < 1 || weights[0] < 1 || input[1] != (long)weights[1] * groups || weights[0] % groups != 0)
        {
            throw context.Mismatch($"weights {weights} in {groups} groups do not fit an operand of {input[1]} channels", "Check the model's input shape (channels first).");
        }

        return (geometry, [input[0], weights[0], .. geometry.Output]);
    }

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32, ElementType.Float64, ElementType.Int32);
        context.Require(1, type);
        var (_, output) = Resolve(context, 0, 1);
        CheckBias(context, type, output[1]);
        context.SetOutput(0, type, output);
    }

    public override void Lower(LoweringContext context)
    {
        var inference = new InferenceContext(context.Node);
        context.Step("ConvolutionWindows.Run", WindowArguments.Convolution(context, Resolve(inference, 0, 1).Geometry));
        Limit(context);
    }

    /// <summary>Fails unless operand 2, where it is given, has one element per channel.</summary>
    internal static void CheckBias(InferenceContext context, ElementType type, int channels)
    {
        if (context.Has(2) && context.Require(2, type) == type && context.Shape(2).Length != channels)
        {
            throw context.Mismatch($"its bias {context.Shape(2)} does not fit {channels} channels", "Export the model again.");
        }
    }

    /// <summary>The activation that was fused.</summary>
    private static void Limit(LoweringContext context)
    {
        if (!context.Attributes.Has("minimum"))
        {
            return;
        }

        var output = context.Output();
        context.Step(
            "Unary.Run",
            new Argument("input", new Operand.Read(((Operand.Write)output).Storage)),
            new Argument("output", output),
            new Argument("operation", UnaryElementwise.Struct(
                "Clip",
                context.OutputType.Element,
                ("minimum", new PlanValue.Float(context.Attributes.Float("minimum", 0))),
                ("maximum", new PlanValue.Float(context.Attributes.Float("maximum", 0))))));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => inputs[0]!.Element != ElementType.Float32 || inputs[0]!.Shape.Rank is not (3 or 4)
        ? null
        : [ReferenceConvolution.Apply(node, inputs[0]!, inputs[1]!, inputs.Length > 2 ? inputs[2]?.ToFloats() : null)];
}
