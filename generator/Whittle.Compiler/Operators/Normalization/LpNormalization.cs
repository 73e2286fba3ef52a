using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>Each vector along an axis divided by its 1- or 2-norm; a vector of zeros gives NaN.</summary>
internal sealed class LpNormalization : Operator
{
    public override string Name => "LpNormalization";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        context.Axis(context.Attributes.Int("axis", -1), context.Shape(0).Rank);
        if (context.Attributes.Int("p", 2) is not (1 or 2))
        {
            throw context.Mismatch("p is neither 1 nor 2", "ONNX knows these two norms.");
        }

        context.SetOutput(0, context.Require(0, ElementType.Float32), context.Shape(0));
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var x = context.Input(0);
        var norm = context.Call(
            context.Attributes.Int("p", 2) == 1 ? "ReduceL1" : "ReduceL2", [x, context.Integers(context.Attributes.Int("axis", -1))], ("keepdims", 1L));
        return [context.Call("Div", [x, norm])];
    }
}
