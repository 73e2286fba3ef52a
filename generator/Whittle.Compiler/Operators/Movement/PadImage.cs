using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>A constant border around channels-last images. Attributes before and after (height, width) and value, which a second operand replaces.</summary>
internal sealed class PadImage : Operator
{
    public override string Name => "PadImage";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (1, 2);

    public override void Infer(InferenceContext context)
    {
        var shape = context.Shape(0);
        var (before, after) = (context.Attributes.Ints("before")!, context.Attributes.Ints("after")!);
        context.SetOutput(0, context.Type(0).Element, shape[0], shape[1] + before[0] + after[0], shape[2] + before[1] + after[1], shape[3]);
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var (before, after) = (context.Attributes.Ints("before")!, context.Attributes.Ints("after")!);
        context.Step(
            "PadImage.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("batch", shape[0]),
            new Argument("height", shape[1]),
            new Argument("width", shape[2]),
            new Argument("channels", shape[3]),
            new Argument("top", before[0]),
            new Argument("left", before[1]),
            new Argument("bottom", after[0]),
            new Argument("right", after[1]),
            new Argument("value", context.Has(1) ? context.Scalar(1) : Literals.Of(context.Type(0).Element, context.Attributes.Float("value", 0))));
    }
}
