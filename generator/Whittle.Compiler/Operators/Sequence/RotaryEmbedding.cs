using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>Rotates pairs of elements of each head by an angle that depends on the position: halves of the head, or neighbours when interleaved.</summary>
internal sealed class RotaryEmbedding : Operator
{
    public override string Name => "RotaryEmbedding";

    public override int MinimumOpset => 23;

    public override (int Minimum, int Maximum) Inputs => (3, 4);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        context.Require(1, type);
        context.Require(2, type);
        var shape = context.Shape(0);
        var heads = context.Attributes.Int("num_heads", 0);
        if (shape.Rank is not (3 or 4) || (shape.Rank == 3 && (heads < 1 || shape[2] % heads != 0)))
        {
            throw context.Mismatch($"{shape} does not hold {heads} heads", "Give it four dimensions, or three with num_heads dividing the last.");
        }

        var head = shape.Rank == 4 ? shape[3] : shape[2] / heads;
        var rotated = Rotated(context.Attributes, head);
        var caches = context.Shape(1);
        var rank = context.Has(3) ? 2 : 3;
        if (rotated % 2 != 0 || rotated > head || caches.Rank != rank || !caches.Equals(context.Shape(2)) || caches[rank - 1] < rotated / 2)
        {
            throw context.Mismatch(
                $"caches {caches} and {context.Shape(2)} do not fit {rotated} rotated elements", "They hold a cosine and a sine for each pair and position.");
        }

        context.SetOutput(0, type, shape);
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var x = context.Input(0);
        var shape = x.Shape;
        var byHeads = shape.Rank == 4 ? context.Transpose(x, 0, 2, 1, 3) : context.Reshape(x, shape[0], shape[1], Heads(context), shape[2] / Heads(context));
        var (batch, length, heads, size) = (byHeads.Shape[0], byHeads.Shape[1], byHeads.Shape[2], byHeads.Shape[3]);
        var rotated = Rotated(context.Attributes, size);
        var half = rotated / 2;
        var (cos, sin) = (Cache(context, 1, half), Cache(context, 2, half));
        var interleaved = context.Attributes.Flag("interleaved", false);
        var turning = context.Slice(byHeads, 3, 0, rotated);

        // Interleaved pairs are the last axis of [.., half, 2], the others the rows of [.., 2, half].
        var pairs = interleaved ? context.Reshape(turning, batch, length, heads, half, 2) : context.Reshape(turning, batch, length, heads, 2, half);
        var axis = interleaved ? 4 : 3;
        var first = context.Reshape(context.Slice(pairs, axis, 0, 1), batch, length, heads, half);
        var second = context.Reshape(context.Slice(pairs, axis, 1, 2), batch, length, heads, half);
        var real = context.Call("Sub", [context.Call("Mul", [cos, first]), context.Call("Mul", [sin, second])]);
        var imaginary = context.Call("Add", [context.Call("Mul", [sin, first]), context.Call("Mul", [cos, second])]);
        var turned = interleaved
            ? context.Reshape(context.Concat(4, context.Reshape(real, batch, length, heads, half, 1), context.Reshape(imaginary, batch, length, heads, half, 1)), batch, length, heads, rotated)
            : context.Concat(3, real, imaginary);
        var whole = rotated == size ? turned : context.Concat(3, turned, context.Slice(byHeads, 3, rotated, size));
        return [shape.Rank == 4 ? context.Transpose(whole, 0, 2, 1, 3) : context.Reshape(whole, shape.ToArray())];
    }

    /// <summary>A cache as [batch or 1, length, 1, half], by position.</summary>
    private static Value Cache(ExpansionContext context, int index, int half)
    {
        var cache = context.Has(3) ? context.Call("Gather", [context.Input(index), context.Input(3)], ("axis", 0L)) : context.Input(index);
        var used = context.Slice(cache, 2, 0, half);
        return context.Reshape(used, used.Shape[0], used.Shape[1], 1, half);
    }

    private static int Heads(ExpansionContext context) => context.Attributes.Int("num_heads", 1);

    private static int Rotated(NodeAttributes attributes, int head)
    {
        var given = attributes.Int("rotary_embedding_dim", 0);
        return given > 0 ? given : head;
    }
}
