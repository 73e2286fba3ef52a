using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>The parts of <see cref="Attention"/> around its two products: heads, cap and masks.</summary>
internal sealed class AttentionHeads(ExpansionContext context)
{
    private const int Mask = 3;
    private const int ValidLengths = 6;

    /// <summary>An operand as [batch, heads, length, head length].</summary>
    public Value Split(int index, string attribute)
    {
        var value = context.Input(index);
        if (value.Shape.Rank == 4)
        {
            return value;
        }

        var heads = context.Attributes.Int(attribute, 1);
        return context.Transpose(context.Reshape(value, value.Shape[0], value.Shape[1], heads, value.Shape[2] / heads), 0, 2, 1, 3);
    }

    /// <summary>Back to the query's own form.</summary>
    public Value Join(Value value)
    {
        var shape = value.Shape;
        return context.Shape(0).Rank == 4 ? value : context.Reshape(context.Transpose(value, 0, 2, 1, 3), shape[0], shape[2], shape[1] * shape[3]);
    }

    /// <summary>cap · tanh(x / cap).</summary>
    public Value Cap(Value scores)
    {
        var softcap = context.Attributes.Float("softcap", 0);
        if (softcap == 0)
        {
            return scores;
        }

        var cap = context.Number(softcap, ElementType.Float32);
        return context.Call("Mul", [context.Call("Tanh", [context.Call("Div", [scores, cap])]), cap]);
    }

    /// <summary>The scores [batch, heads, length, keys] with the given mask, the causal one and that of the padding.</summary>
    public Value AddMasks(Value scores, int past)
    {
        var (length, keys) = (scores.Shape[2], scores.Shape[3]);
        if (context.Has(Mask))
        {
            scores = context.Call("Add", [scores, Given(keys)]);
        }

        if (context.Attributes.Flag("is_causal", false))
        {
            var future = Enumerable.Range(0, length * keys).Select(i => i % keys > (i / keys) + past ? float.NegativeInfinity : 0f);
            scores = context.Call("Add", [scores, context.Constant(Tensor.FromFloats(new TensorShape(length, keys), [.. future]))]);
        }

        if (context.Has(ValidLengths))
        {
            var places = context.Constant(Tensor.FromInt64s(new TensorShape(keys), [.. Enumerable.Range(0, keys).Select(i => (long)i)]));
            var valid = context.Call("Less", [places, context.Reshape(context.Input(ValidLengths), scores.Shape[0], 1, 1, 1)]);
            scores = context.Call("Add", [scores, Additive(valid)]);
        }

        return scores;
    }

    /// <summary>The mask as numbers to add; keys past its end are masked.</summary>
    private Value Given(int keys)
    {
        var mask = context.Element(Mask) == ElementType.Bool ? Additive(context.Input(Mask)) : context.Input(Mask);
        var last = mask.Shape.Rank - 1;
        if (last < 0 || mask.Shape[last] == keys || mask.Shape[last] == 1)
        {
            return mask;
        }

        int[] rest = [.. mask.Shape.Take(last), keys - mask.Shape[last]];
        var masked = Tensor.FromFloats(new TensorShape(rest), [.. Enumerable.Repeat(float.NegativeInfinity, new TensorShape(rest).Length)]);
        return context.Concat(last, mask, context.Constant(masked));
    }

    private Value Additive(Value keeps) =>
        context.Call("Where", [keeps, context.Number(0, ElementType.Float32), context.Number(double.NegativeInfinity, ElementType.Float32)]);
}
