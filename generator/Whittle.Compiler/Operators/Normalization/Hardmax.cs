using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>1 at the first greatest element along an axis, 0 elsewhere. Before opset 13 all axes from the given one on are taken together.</summary>
internal sealed class Hardmax : Operator
{
    public override string Name => "Hardmax";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        context.Axis(context.Attributes.Int("axis", context.Opset < 13 ? 1 : -1), context.Shape(0).Rank);
        context.SetOutput(0, context.Require(0, ElementType.Float32), context.Shape(0));
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var (outer, length, inner) = SoftmaxFamily.Extents(context.Node);
        var places = Tensor.FromInt64s(new TensorShape(length, 1), [.. Enumerable.Range(0, length).Select(i => (long)i)]);
        var greatest = context.Call("ArgMax", [context.Reshape(context.Input(0), outer, length, inner)], ("axis", 1L));
        var isGreatest = context.Call("Equal", [greatest, context.Constant(places)]);
        return [context.Reshape(context.Call("Cast", [isGreatest], ("to", 1L)), context.Shape(0).ToArray())];
    }
}
