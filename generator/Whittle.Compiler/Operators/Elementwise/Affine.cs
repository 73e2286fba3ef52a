using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>alpha · x + beta: an operator that ONNX tried out until opset 9.</summary>
internal sealed class Affine : Operator
{
    public override string Name => "Affine";

    public override int MaximumOpset => 9;

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, context.Require(0, ElementType.Float32, ElementType.Float64), context.Shape(0));

    public override Value?[]? Expand(ExpansionContext context)
    {
        var scaled = context.Call("Mul", [context.Input(0), context.Number(context.Attributes.Float("alpha", 1), context.Element(0))]);
        return [context.Call("Add", [scaled, context.Number(context.Attributes.Float("beta", 0), context.Element(0))])];
    }
}
