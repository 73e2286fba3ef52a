using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Scales and zero points that hold for blocks along an axis, for single elements of it, or for the whole tensor.</summary>
internal static class QuantizationBlocks
{
    /// <summary>Whether the node quantizes per tensor or per element of an axis.</summary>
    public static bool IsPlain(Node node) => node.Attributes.Int("block_size", 0) == 0;

    /// <summary>Fails unless the scales have the operand's shape with the axis divided by the block.</summary>
    public static void Check(InferenceContext context)
    {
        var (shape, scales) = (context.Shape(0), context.Shape(1));
        var axis = context.Axis(context.Attributes.Int("axis", 1), shape.Rank);
        var block = context.Attributes.Int("block_size", 0);
        var fits = block > 0 && scales.Rank == shape.Rank && shape[axis] % block == 0
            && Enumerable.Range(0, shape.Rank).All(d => scales[d] == (d == axis ? shape[d] / block : shape[d]));
        if (!fits || (context.Has(2) && !context.Shape(2).Equals(scales)))
        {
            throw context.Mismatch(
                $"scales of shape {scales} do not fit blocks of {block} of {shape}",
                "The blocked axis must be a multiple of the block, with one scale and zero point each.");
        }
    }

    /// <summary>The n-th operand in a shape that broadcasts to the first one.</summary>
    public static Value Spread(ExpansionContext context, int index)
    {
        var (value, shape) = (context.Input(index), context.Shape(0));
        if (value.Shape.Length == 1)
        {
            return context.Reshape(value);
        }

        var axis = context.Attributes.Int("axis", 1);
        axis = axis < 0 ? axis + shape.Rank : axis;
        if (IsPlain(context.Node))
        {
            return context.Reshape(value, [shape[axis], .. Enumerable.Repeat(1, shape.Rank - axis - 1)]);
        }

        int[] open = [.. value.Shape.Take(axis + 1), 1, .. value.Shape.Skip(axis + 1)];
        int[] repeated = [.. value.Shape.Take(axis + 1), context.Attributes.Int("block_size", 1), .. value.Shape.Skip(axis + 1)];
        var blocks = context.Call("Expand", [context.Reshape(value, open), context.Integers(Array.ConvertAll(repeated, d => (long)d))]);
        return context.Reshape(blocks, shape.ToArray());
    }
}
