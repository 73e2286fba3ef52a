using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>A tensor cut into pieces along an axis: by given lengths, or evenly (the last piece may be shorter).</summary>
internal sealed class Split : Operator
{
    public override string Name => "Split";

    public override (int Minimum, int Maximum) Inputs => (1, 2);

    public override int Outputs => int.MaxValue;

    public override void Infer(InferenceContext context)
    {
        var type = context.Type(0);
        var axis = context.Axis(context.Attributes.Int("axis", 0), type.Rank);
        var pieces = context.Node.Outputs.Count;
        var lengths = context.AttributeOrInput("split", 1) ?? Even(type.Shape[axis], pieces);
        if (lengths.Length != pieces || lengths.Sum(length => (long)length) != type.Shape[axis] || lengths.Any(length => length < 0))
        {
            throw context.Mismatch(
                $"pieces of [{string.Join(", ", lengths)}] do not make up {pieces} results of {type.Shape} along axis {axis}", "Export the model again.");
        }

        for (var i = 0; i < pieces; i++)
        {
            var dimensions = type.Shape.ToArray();
            dimensions[axis] = lengths[i];
            context.SetOutput(i, type.Element, dimensions);
        }
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (axis, shape) = (Axis(node), inputs[0]!.Shape);
        var stride = shape.Product(axis, shape.Rank);
        var offset = 0;
        var results = new Tensor?[node.Outputs.Count];
        for (var i = 0; i < results.Length; i++)
        {
            if (node.Outputs[i]?.KnownType is not { } type)
            {
                // The length of a piece without a name is not kept.
                return null;
            }

            var (start, length) = (offset, type.Shape.Product(axis, shape.Rank));
            results[i] = inputs[0]!.Pick(type.Shape, [.. Enumerable.Range(0, type.Length).Select(n => (n / length * stride) + start + (n % length))]);
            offset += length;
        }

        return results;
    }

    public override void Lower(LoweringContext context)
    {
        var (axis, shape) = (Axis(context.Node), context.Type(0).Shape);
        var offset = 0;
        for (var i = 0; i < context.Node.Outputs.Count; i++)
        {
            if (context.Node.Outputs[i] is not { } output)
            {
                throw context.Unsupported($"its result {i} has no name", "Name every result.");
            }

            var length = output.Shape.Product(axis, shape.Rank);
            context.Step(
                "CopyBlocks.Run",
                new Argument("input", context.Input(0)),
                new Argument("output", context.Output(i)),
                new Argument("count", shape.Product(0, axis)),
                new Argument("length", length),
                new Argument("inputOffset", offset),
                new Argument("inputStride", shape.Product(axis, shape.Rank)),
                new Argument("outputOffset", 0),
                new Argument("outputStride", length));
            offset += length;
        }
    }

    private static int[] Even(int length, int pieces)
    {
        var piece = (length + pieces - 1) / pieces;
        return [.. Enumerable.Range(0, pieces).Select(i => Math.Max(0, Math.Min(piece, length - (i * piece))))];
    }

    private static int Axis(Node node)
    {
        var axis = node.Attributes.Int("axis", 0);
        return axis < 0 ? axis + node.Input(0).Shape.Rank : axis;
    }
}
