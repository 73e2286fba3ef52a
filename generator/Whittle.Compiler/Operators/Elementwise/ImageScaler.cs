using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>scale · x + bias[channel] of [batch, channels, height, width]: an operator that ONNX tried out until opset 9.</summary>
internal sealed class ImageScaler : Operator
{
    public override string Name => "ImageScaler";

    public override int MaximumOpset => 9;

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        var shape = context.Shape(0);
        if (shape.Rank != 4 || (context.Attributes.Floats("bias")?.Length ?? shape[1]) != shape[1])
        {
            throw context.Mismatch($"its bias does not fit {shape}", "It needs images of four dimensions and one number per channel.");
        }

        context.SetOutput(0, context.Require(0, ElementType.Float32), shape);
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var scaled = context.Call("Mul", [context.Input(0), context.Number(context.Attributes.Float("scale", 1), ElementType.Float32)]);
        return context.Attributes.Floats("bias") is { } bias
            ? [context.Call("Add", [scaled, context.Constant(Tensor.FromFloats(new TensorShape(bias.Length, 1, 1), bias))])]
            : [scaled];
    }
}
