using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>x / √(mean of x² + epsilon) · scale over all axes from the given one on.</summary>
internal sealed class RMSNormalization : Operator
{
    public override string Name => "RMSNormalization";

    public override int MinimumOpset => 23;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(1, context.Require(0, ElementType.Float32));
        var shape = context.Shape(0);
        context.Axis(context.Attributes.Int("axis", -1), shape.Rank);
        if (Broadcast.Shape(shape, context.Shape(1)) is not { } broadcast || !broadcast.SequenceEqual(shape))
        {
            throw context.Mismatch($"scale {context.Shape(1)} does not broadcast to {shape}", "Give the scale the shape of the normalized axes.");
        }

        context.SetOutput(0, type, shape);
    }

    /// <summary>A scale that does not fit the rows one to one is multiplied afterwards.</summary>
    public override Value?[]? Expand(ExpansionContext context)
    {
        var (shape, scale) = (context.Shape(0), context.Shape(1));
        var axis = Axis(context.Node);
        var rows = shape.Skip(axis).ToArray();
        if (scale.SequenceEqual(rows))
        {
            return null;
        }

        var ones = Tensor.FromFloats(new TensorShape(rows), [.. Enumerable.Repeat(1f, shape.Product(axis, shape.Rank))]);
        var normalized = context.Call(
            Name, [context.Input(0), context.Constant(ones)], ("axis", (long)axis), ("epsilon", context.Attributes.Float("epsilon", 1e-5f)));
        return [context.Call("Mul", [normalized, context.Input(1)])];
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var axis = Axis(context.Node);
        context.Step(
            "RmsNormalization.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("scale", context.Input(1)),
            new Argument("outer", shape.Product(0, axis)),
            new Argument("length", shape.Product(axis, shape.Rank)),
            new Argument("epsilon", context.Attributes.Float("epsilon", 1e-5f)));
    }

    private static int Axis(Node node)
    {
        var axis = node.Attributes.Int("axis", -1);
        return axis < 0 ? axis + node.Input(0).Shape.Rank : axis;
    }
}
