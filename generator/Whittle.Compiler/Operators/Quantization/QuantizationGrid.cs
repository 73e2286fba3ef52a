using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>
/// Which scale belongs to which element of a tensor seen as [outer, length, inner]: scale number outer · OuterStride + length / Block · BlockStride +
/// inner · InnerStride. Says the same of one scale for all, of one along an axis, and of one for each block of an axis.
/// </summary>
internal sealed record QuantizationGrid(int Outer, int Length, int Inner, int Block, int OuterStride, int BlockStride, int InnerStride)
{
    /// <summary>Whether each element of an axis has its own scale.</summary>
    public bool IsPerAxis => Block == 1 && BlockStride == 1 && OuterStride == 0;

    /// <summary>The grid of a QuantizeLinear or DequantizeLinear.</summary>
    public static QuantizationGrid Of(Node node)
    {
        var (shape, scale, block) = (node.Input(0).Shape, node.Input(1).Shape, node.Attributes.Int("block_size", 0));
        if (scale.Length == 1)
        {
            return new QuantizationGrid(1, 1, shape.Length, 1, 0, 0, 0);
        }

        var axis = node.Attributes.Int("axis", 1);
        axis = axis < 0 ? axis + shape.Rank : axis;
        var (outer, length, inner) = (shape.Product(0, axis), shape[axis], shape.Product(axis + 1, shape.Rank));
        return block == 0
            ? new QuantizationGrid(outer, length, inner, 1, 0, 1, 0)
            : new QuantizationGrid(outer, length, inner, block, scale[axis] * inner, inner, 1);
    }

    /// <summary>The scale's number for the n-th element.</summary>
    public int this[int index] =>
        (index / Inner / Length * OuterStride) + (index / Inner % Length / Block * BlockStride) + (index % Inner * InnerStride);

    /// <summary>Fails unless scales and zero points are one number, one per element of the axis, or one per block of it.</summary>
    public static void Check(InferenceContext context)
    {
        var (shape, scale, block) = (context.Shape(0), context.Shape(1), context.Attributes.Int("block_size", 0));
        if (block == 0)
        {
            Quantized.Check(context, 1, 2, scale.Length != 1 ? shape[context.Axis(context.Attributes.Int("axis", 1), shape.Rank)] : 1);
            return;
        }

        var axis = context.Axis(context.Attributes.Int("axis", 1), shape.Rank);
        var fits = block > 0 && scale.Rank == shape.Rank && scale.Select((d, i) => d == (i == axis ? (shape[i] + block - 1) / block : shape[i])).All(same => same);
        if (!fits || (context.Has(2) && !context.Shape(2).Equals(scale)))
        {
            throw context.Mismatch($"scales {scale} do not fit {shape} in blocks of {block} along axis {axis}", "Scales and zero points have one number per block; export the model again.");
        }
    }

    /// <summary>The grid as arguments of a kernel.</summary>
    public Lowering.Argument[] Arguments() =>
    [
        new("outer", Outer),
        new("length", Length),
        new("inner", Inner),
        new("block", Block),
        new("outerStride", OuterStride),
        new("blockStride", BlockStride),
        new("innerStride", InnerStride),
    ];
}
