using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>A part of each image of [batch, channels, height, width], by its borders or its size: an operator that ONNX tried out until opset 9.</summary>
internal sealed class Crop : Operator
{
    public override string Name => "Crop";

    public override int MaximumOpset => 9;

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        var shape = context.Shape(0);
        var (top, bottom, left, right) = Part(context.Attributes, shape);
        if (shape.Rank != 4 || top < 0 || left < 0 || bottom > shape[2] || right > shape[3] || top > bottom || left > right)
        {
            throw context.Mismatch(
                $"its border does not lie within {shape}", "border needs left, top, right and bottom; scale, where it is given, height and width.");
        }

        context.SetOutput(0, context.Type(0).Element, shape[0], shape[1], bottom - top, right - left);
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var (top, bottom, left, right) = Part(context.Attributes, context.Shape(0));
        return [context.Slice(context.Slice(context.Input(0), 2, top, bottom), 3, left, right)];
    }

    private static (int Top, int Bottom, int Left, int Right) Part(NodeAttributes attributes, TensorShape shape)
    {
        if (attributes.Ints("border") is not { Length: 4 } border || shape.Rank != 4)
        {
            return (-1, 0, -1, 0);
        }

        var (left, top) = (border[0], border[1]);
        return attributes.Ints("scale") is { Length: 2 } size
            ? (top, top + size[0], left, left + size[1])
            : (top, shape[2] - border[3], left, shape[3] - border[2]);
    }
}
