using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>One element per index: the operand at the index along the axis and at the index's own place elsewhere.</summary>
internal sealed class GatherElements : Operator
{
    public override string Name => "GatherElements";

    public override int MinimumOpset => 11;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context)
    {
        context.Require(1, ElementType.Int32, ElementType.Int64);
        var (shape, indices) = (context.Shape(0), context.Shape(1));
        var axis = context.Axis(context.Attributes.Int("axis", 0), shape.Rank);
        if (indices.Rank != shape.Rank || Enumerable.Range(0, shape.Rank).Any(d => d != axis && indices[d] > shape[d]))
        {
            throw context.Mismatch(
                $"indices of shape {indices} do not fit {shape}", "Both need the same rank, and the indices no dimension larger than the operand's.");
        }

        context.SetOutput(0, context.Type(0).Element, indices);
    }

    /// <summary>Codebooks per output arrive in this form.</summary>
    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (shape, places) = (inputs[0]!.Shape, inputs[1]!.Shape);
        var axis = node.Attributes.Int("axis", 0);
        axis = axis < 0 ? axis + shape.Rank : axis;
        var indices = inputs[1]!.ToInt64s();
        var source = new int[indices.Length];
        for (var i = 0; i < source.Length; i++)
        {
            var (rest, stride) = (i, 1);
            for (var d = shape.Rank - 1; d >= 0; d--)
            {
                var index = d == axis ? indices[i] : rest % places[d];
                index += index < 0 ? shape[d] : 0;
                if (index < 0 || index >= shape[d])
                {
                    return null;
                }

                source[i] += (int)index * stride;
                rest /= places[d];
                stride *= shape[d];
            }
        }

        return [inputs[0]!.Pick(places, source)];
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var axis = context.Attributes.Int("axis", 0);
        context.Step(
            "GatherElements.Run",
            new Argument("input", context.Input(0)),
            new Argument("indices", context.Input(1)),
            new Argument("output", context.Output()),
            new Argument("shape", shape.ToArray()),
            new Argument("indicesShape", context.Type(1).Shape.ToArray()),
            new Argument("axis", axis < 0 ? axis + shape.Rank : axis));
    }
}
