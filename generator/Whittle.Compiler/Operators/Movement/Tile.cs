using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>The operand repeated along its axes.</summary>
internal sealed class Tile : Operator
{
    public override string Name => "Tile";

    public override string Restrictions => "constant repeats";

    public override int MinimumOpset => 6;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context)
    {
        var repeats = context.Integers(1, "repeats")!;
        if (repeats.Length != context.Shape(0).Rank)
        {
            throw context.Mismatch($"{repeats.Length} repeats do not fit {context.Shape(0)}", "It needs one per axis.");
        }

        context.SetOutput(0, context.Type(0).Element, context.Shape(0).Select((d, axis) => (long)d * repeats[axis]).ToArray());
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (input, output) = (inputs[0]!.Shape, node.Output.Shape);
        var (inner, outer) = (input.Strides(), output.Strides());
        return [inputs[0]!.Pick(output, [.. Enumerable.Range(0, output.Length).Select(
            i => Enumerable.Range(0, inner.Length).Sum(axis => i / outer[axis] % output[axis] % input[axis] * inner[axis]))])];
    }

    public override void Lower(LoweringContext context) => context.Step(
        "Tile.Run",
        new Argument("input", context.Input(0)),
        new Argument("output", context.Output()),
        new Argument("shape", context.Type(0).Shape.ToArray()),
        new Argument("repeats", context.Constant(1)!.ToInt32s()));
}
