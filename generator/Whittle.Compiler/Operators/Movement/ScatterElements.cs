using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>The operand with updates at the places that indices name along an axis, each joined with what is there.</summary>
internal class ScatterElements : Operator
{
    public override string Name => "ScatterElements";

    public override int MinimumOpset => 11;

    public override (int Minimum, int Maximum) Inputs => (3, 3);

    public override void Infer(InferenceContext context)
    {
        context.Require(1, ElementType.Int32, ElementType.Int64);
        ScatterReduction.Check(context);
        var (shape, indices) = (context.Shape(0), context.Shape(1));
        var axis = context.Axis(context.Attributes.Int("axis", 0), shape.Rank);
        if (indices.Rank != shape.Rank || !indices.Equals(context.Shape(2)) || Enumerable.Range(0, shape.Rank).Any(d => d != axis && indices[d] > shape[d]))
        {
            throw context.Mismatch(
                $"indices of shape {indices} and updates of shape {context.Shape(2)} do not fit {shape}",
                "Both need one shape, no dimension of it larger than the operand's.");
        }

        context.SetOutput(0, context.Type(0).Element, shape);
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var axis = context.Attributes.Int("axis", 0);
        context.Step(
            "ScatterElements.Run",
            new Argument("input", context.Input(0)),
            new Argument("indices", context.Input(1)),
            new Argument("updates", context.Input(2)),
            new Argument("output", context.Output()),
            new Argument("operation", ScatterReduction.Operation(context)),
            new Argument("shape", shape.ToArray()),
            new Argument("indicesShape", context.Type(1).Shape.ToArray()),
            new Argument("axis", axis < 0 ? axis + shape.Rank : axis));
    }
}
