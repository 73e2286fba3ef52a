using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>A float <see cref="Add"/> and the activation behind it: left + right limited to the attributes minimum and maximum.</summary>
internal sealed class AddClip : Operator
{
    public override string Name => "AddClip";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, context.Require(0, ElementType.Float32), BinaryElementwise.BroadcastShape(context));

    public override void Lower(LoweringContext context) => BinaryElementwise.LowerBroadcast(
        context,
        "Binary.Run",
        UnaryElementwise.Struct(
            Name,
            ElementType.Float32,
            ("minimum", new PlanValue.Float(context.Attributes.Float("minimum", float.NegativeInfinity))),
            ("maximum", new PlanValue.Float(context.Attributes.Float("maximum", float.PositiveInfinity)))));
}
