using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>
/// One axis of a <see cref="Resize"/>. Operands: data, int32 indices [length, taps] and, unless elements are taken as they are, weights of the data's type.
/// Attributes axis and outside (the value where an index is −1).
/// </summary>
internal sealed class ResizeAxis : Operator
{
    public override string Name => "ResizeAxis";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    public override void Infer(InferenceContext context)
    {
        var output = context.Shape(0).ToArray();
        output[context.Attributes.Int("axis", 0)] = context.Shape(1)[0];
        context.SetOutput(0, context.Type(0).Element, output);
    }

    public override void Lower(LoweringContext context)
    {
        var (type, axis) = (context.Type(0), context.Attributes.Int("axis", 0));
        Argument[] weights = context.Has(2) ? [new("weights", context.Input(2))] : [];
        context.Step(
            "Resize.Run",
            [
                new("input", context.Input(0)),
                new("indices", context.Input(1)),
                .. weights,
                new("output", context.Output()),
                new("outer", type.Shape.Product(0, axis)),
                new("length", type.Shape[axis]),
                new("inner", type.Shape.Product(axis + 1, type.Rank)),
                new("outside", Literals.Of(type.Element, context.Attributes.Float("outside", 0))),
            ]);
    }
}
