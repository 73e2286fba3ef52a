using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>Axes in another order; the default reverses them.</summary>
internal sealed class Transpose : Operator
{
    public override string Name => "Transpose";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public static int[] Permutation(Node node) => node.Attributes.Ints("perm") ?? [.. Enumerable.Range(0, node.Input(0).Shape.Rank).Reverse()];

    /// <summary>Whether no element changes its place: only dimensions of length 1 move.</summary>
    public static bool MovesNothing(TensorShape shape, int[] permutation)
    {
        var long1 = permutation.Where(axis => shape[axis] != 1).ToArray();
        return long1.SequenceEqual(long1.OrderBy(axis => axis));
    }

    public static Tensor Apply(Tensor tensor, int[] permutation)
    {
        var shape = new TensorShape([.. permutation.Select(axis => tensor.Shape[axis])]);
        var strides = tensor.Shape.Strides();
        var source = new int[shape.Length];
        var position = new int[shape.Rank];
        for (var i = 0; i < source.Length; i++)
        {
            for (var axis = 0; axis < position.Length; axis++)
            {
                source[i] += position[axis] * strides[permutation[axis]];
            }

            for (var axis = position.Length - 1; axis >= 0 && ++position[axis] == shape[axis]; axis--)
            {
                position[axis] = 0;
            }
        }

        return tensor.Pick(shape, source);
    }

    public override void Infer(InferenceContext context)
    {
        var shape = context.Shape(0);
        var permutation = Permutation(context.Node);
        if (!permutation.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, shape.Rank)))
        {
            throw context.Mismatch($"perm [{string.Join(", ", permutation)}] is not an order of the axes of {shape}", "Export the model again.");
        }

        context.SetOutput(0, context.Type(0).Element, [.. permutation.Select(axis => shape[axis])]);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => [Apply(inputs[0]!, Permutation(node))];

    public override void Lower(LoweringContext context)
    {
        var (shape, permutation) = (context.Type(0).Shape, Permutation(context.Node));
        if (MovesNothing(shape, permutation))
        {
            context.Alias();
            return;
        }

        context.Step(
            "Transpose.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("shape", shape.ToArray()),
            new Argument("permutation", permutation));
    }
}
