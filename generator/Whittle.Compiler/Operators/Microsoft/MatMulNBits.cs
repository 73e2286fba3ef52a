using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>A · Bᵀ with B of 2, 4 or 8 bits an element and a scale for each block of a row; B becomes floats at build time, and the product a fully connected
/// layer.</summary>
/// <remarks>B is [N, blocks, block bytes] with the first element in the lowest bits; element b of a block means (b − zero point) · scale, the zero point being
/// the middle of the range unless it is given, packed like B a row. Activations stay float whatever accuracy_level allows.</remarks>
internal sealed class MatMulNBits : Operator
{
    private const int Packed = 1;
    private const int Scales = 2;
    private const int ZeroPoints = 3;
    private const int Groups = 4;
    private const int Bias = 5;

    /// <summary>So that no size overflows; quantizers use up to 256.</summary>
    private const int MostBlock = 1 << 16;

    public override string Name => "MatMulNBits";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override string Restrictions => "constant weights; no g_idx; activations are not rounded to 8 bits (accuracy_level 4)";

    public override (int Minimum, int Maximum) Inputs => (3, 6);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        context.Require(Packed, ElementType.UInt8);
        context.Require(Scales, type);
        var (inner, columns, bits, block) = Sizes(context.Attributes);
        var shape = context.Shape(0);
        if (inner < 1
            || columns < 1
            || bits is not (2 or 4 or 8)
            || block is < 1 or > MostBlock
            || block * bits % 8 != 0
            || shape.Rank < 1
            || shape[shape.Rank - 1] != inner)
        {
            throw context.Mismatch(
                $"K={inner}, N={columns}, bits={bits} and block_size={block} do not fit {shape}",
                "The last axis of the input has K elements; bits are 2, 4 or 8.");
        }

        var blocks = Blocks(inner, block);
        CheckLength(context, Scales, (long)columns * blocks);
        CheckLength(context, Packed, (long)columns * blocks * (block * bits / 8));
        context.MakeShape([inner, columns]);
        if (context.Has(ZeroPoints))
        {
            var isPacked = context.Require(ZeroPoints, ElementType.UInt8, type) == ElementType.UInt8;
            CheckLength(context, ZeroPoints, isPacked ? (long)columns * RowBytes(blocks, bits) : (long)columns * blocks);
        }

        if (context.Has(Groups) || new[] { Packed, Scales, ZeroPoints }.Any(index => context.Has(index) && context.Constant(index) is null))
        {
            throw context.Unsupported("it has g_idx, or weights that are computed at run time", "Store the weights in the model, in order.");
        }

        if (context.Has(Bias))
        {
            context.Require(Bias, type);
            CheckLength(context, Bias, columns);
        }

        context.SetOutput(0, type, [.. shape.Take(shape.Rank - 1), columns]);
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var (inner, columns, _, _) = Sizes(context.Attributes);
        var weights = context.Constant(Tensor.FromFloats(new TensorShape(inner, columns), Weights(context)));
        var product = context.Call("MatMul", [context.Input(0), weights]);
        return [context.Has(Bias) ? context.Call("Add", [product, context.Input(Bias)]) : product];
    }

    /// <summary>B transposed to [K, N], as floats.</summary>
    private static float[] Weights(ExpansionContext context)
    {
        var (inner, columns, bits, block) = Sizes(context.Attributes);
        var blocks = Blocks(inner, block);
        var packed = context.Input(Packed).Constant!.ToInt64s();
        var scales = context.Input(Scales).Constant!.ToFloats();
        var zeros = Zeros(context, blocks, columns, bits);
        var weights = new float[inner * columns];
        for (var column = 0; column < columns; column++)
        {
            for (var k = 0; k < inner; k++)
            {
                var place = (column * blocks) + (k / block);
                var element = Element(packed, place * (block * bits / 8), k % block, bits);
                weights[(k * columns) + column] = (element - zeros[place]) * scales[place];
            }
        }

        return weights;
    }

    private static float[] Zeros(ExpansionContext context, int blocks, int columns, int bits)
    {
        if (!context.Has(ZeroPoints))
        {
            return [.. Enumerable.Repeat((float)(1 << (bits - 1)), blocks * columns)];
        }

        if (context.Element(ZeroPoints) != ElementType.UInt8)
        {
            return context.Input(ZeroPoints).Constant!.ToFloats();
        }

        var packed = context.Input(ZeroPoints).Constant!.ToInt64s();
        return [.. Enumerable.Range(0, blocks * columns).Select(i => (float)Element(packed, i / blocks * RowBytes(blocks, bits), i % blocks, bits))];
    }

    private static int Element(long[] bytes, int start, int index, int bits) =>
        ((int)bytes[start + (index * bits / 8)] >> (index * bits % 8)) & ((1 << bits) - 1);

    private static (int Inner, int Columns, int Bits, int Block) Sizes(NodeAttributes attributes) =>
        (attributes.Int("K", 0), attributes.Int("N", 0), attributes.Int("bits", 4), attributes.Int("block_size", 0));

    private static int Blocks(int inner, int block) => ((inner - 1) / block) + 1;

    private static int RowBytes(int blocks, int bits) => ((blocks * bits) + 7) / 8;

    private static void CheckLength(InferenceContext context, int index, long length)
    {
        if (context.Shape(index).Length != length)
        {
            throw context.Mismatch(
                $"operand {index} of shape {context.Shape(index)} does not have {length} elements",
                "Quantize the model again; K, N, bits and block_size do not fit its tensors.");
        }
    }
}
