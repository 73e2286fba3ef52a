using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>Convolution of [batch, channels, spatial …] over one or two spatial dimensions. The channels-last pass turns it into <see cref="ConvImage"/>.</summary>
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
        if (weights.Rank is not (3 or 4))
        {
            throw context.Unsupported($"its weights {weights} make it a convolution over {weights.Rank - 2} dimensions", "One and two spatial dimensions are supported.");
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
        context.Require(0, ElementType.Float32);
        context.Require(1, ElementType.Float32);
        var (_, output) = Resolve(context, 0, 1);
        if (context.Has(2) && context.Require(2, ElementType.Float32) == ElementType.Float32 && context.Shape(2).Length != output[1])
        {
            throw context.Mismatch($"its bias {context.Shape(2)} does not fit {output[1]} channels", "Export the model again.");
        }

        context.SetOutput(0, ElementType.Float32, output);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) =>
        [ReferenceConvolution.Apply(node, inputs[0]!, inputs[1]!, inputs.Length > 2 ? inputs[2]?.ToFloats() : null)];
}
