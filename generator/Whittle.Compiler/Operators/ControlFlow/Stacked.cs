using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.ControlFlow;

/// <summary>The results of all turns as one tensor with a new axis.</summary>
internal static class Stacked
{
    public static Value Along(ExpansionContext context, int axis, IReadOnlyList<Value> turns)
    {
        if (turns.Count == 0)
        {
            throw new ModelException(
                ErrorIds.UnsupportedForm,
                context.Node.Name,
                $"{context.Node.OperatorType}: its stacked results are used, and it has no turn that would give their shape.",
                "Export the model without the loop.");
        }

        var shape = turns[0].Shape;
        var place = axis < 0 ? axis + shape.Rank + 1 : axis;
        if (place < 0 || place > shape.Rank)
        {
            throw new ModelException(
                ErrorIds.ShapeMismatch,
                context.Node.Name,
                $"{context.Node.OperatorType}: there is no axis {axis} in the stack of {shape}.",
                "Export the model again.");
        }

        return context.Concat(place, [.. turns.Select(turn => context.Reshape(turn, [.. turn.Shape.Take(place), 1, .. turn.Shape.Skip(place)]))]);
    }
}
