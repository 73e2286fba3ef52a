using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>A new axis of a fixed length that holds the "on" value at each index and the "off" value elsewhere; an index outside gives "off" only.</summary>
internal sealed class OneHot : Operator
{
    public override string Name => "OneHot";

    public override string Restrictions => "constant depth";

    public override int MinimumOpset => 9;

    public override (int Minimum, int Maximum) Inputs => (3, 3);

    public override void Infer(InferenceContext context)
    {
        context.RequireSingle(1, "depth");
        var depth = context.Integers(1, "depth")![0];
        var indices = context.Shape(0);
        var axis = context.Axis(context.Attributes.Int("axis", -1), indices.Rank + 1);
        if (context.Shape(2).Length != 2 || depth < 1)
        {
            throw context.Mismatch(
                $"depth {depth} with values of shape {context.Shape(2)} is not valid", "Give a depth of at least 1 and two values, off and on.");
        }

        context.SetOutput(0, context.Type(2).Element, [.. indices.Take(axis), depth, .. indices.Skip(axis)]);
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var shape = context.Shape(0).ToArray();
        var depth = (int)context.Input(1).Constant!.ToInt64s()[0];
        var axis = context.Attributes.Int("axis", -1);
        axis = axis < 0 ? axis + shape.Length + 1 : axis;
        int[] open = [.. shape.Take(axis), 1, .. shape.Skip(axis)];
        var indices = context.Call("Cast", [context.Reshape(context.Input(0), open)], ("to", 7L));
        var isNegative = context.Call("Less", [indices, context.Number(0, ElementType.Int64)]);
        var counted = context.Call("Where", [isNegative, context.Call("Add", [indices, context.Number(depth, ElementType.Int64)]), indices]);
        int[] along = [depth, .. Enumerable.Repeat(1, shape.Length - axis)];
        var places = Tensor.FromInt64s(new TensorShape(along), [.. Enumerable.Range(0, depth).Select(i => (long)i)]);
        var isOn = context.Call("Equal", [counted, context.Constant(places)]);
        return [context.Call("Where", [isOn, context.Slice(context.Input(2), 0, 1, 2), context.Slice(context.Input(2), 0, 0, 1)])];
    }
}
