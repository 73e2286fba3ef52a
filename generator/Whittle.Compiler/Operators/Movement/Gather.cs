using System.Globalization;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>Slices of the operand along an axis, in the order of the indices.</summary>
internal sealed class Gather : Operator
{
    public override string Name => "Gather";

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context)
    {
        context.Require(1, ElementType.Int32, ElementType.Int64);
        var shape = context.Shape(0);
        var axis = context.Axis(context.Attributes.Int("axis", 0), shape.Rank);
        if (context.Constant(1)?.ToInt64s() is { } indices && Array.FindIndex(indices, i => i < -shape[axis] || i >= shape[axis]) is >= 0 and var wrong)
        {
            throw context.Mismatch(
                $"index {indices[wrong].ToString(CultureInfo.InvariantCulture)} is outside dimension {axis} of {shape}",
                "Correct the indices in the exporting program.");
        }

        context.SetOutput(0, context.Type(0).Element, [.. shape.Take(axis), .. context.Shape(1), .. shape.Skip(axis + 1)]);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (outer, length, inner) = Extents(node);
        var indices = inputs[1]!.ToInt64s();
        var source = new List<int>(node.Output.Shape.Length);
        for (var o = 0; o < outer; o++)
        {
            foreach (var index in indices)
            {
                source.AddRange(Enumerable.Range(((o * length) + (int)(index < 0 ? index + length : index)) * inner, inner));
            }
        }

        return [inputs[0]!.Pick(node.Output.Shape, [.. source])];
    }

    public override void Lower(LoweringContext context)
    {
        var (outer, length, inner) = Extents(context.Node);
        context.Step(
            "Gather.Run",
            new Argument("input", context.Input(0)),
            new Argument("indices", context.Input(1)),
            new Argument("output", context.Output()),
            new Argument("outer", outer),
            new Argument("axisLength", length),
            new Argument("inner", inner));
    }

    private static (int Outer, int Length, int Inner) Extents(Node node)
    {
        var shape = node.Input(0).Shape;
        var axis = node.Attributes.Int("axis", 0);
        axis = axis < 0 ? axis + shape.Rank : axis;
        return (shape.Product(0, axis), shape[axis], shape.Product(axis + 1, shape.Rank));
    }
}
