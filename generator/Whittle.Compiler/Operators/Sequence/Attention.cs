using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>softmax(Q · Kᵀ · scale, capped, plus mask) · V per head, with shared key heads, past keys and values, and causal masks; made of products and a
/// softmax.</summary>
/// <remarks>
/// The cap comes before the mask, as ONNX 1.22 corrected it. That correction also exchanged the modes 1 and 2 of the fourth result: where the two orders give
/// different results and the mode does not tell which one is meant, the node is refused.
/// </remarks>
internal sealed class Attention : Operator
{
    private const int Query = 0;
    private const int Key = 1;
    private const int Values = 2;
    private const int Mask = 3;
    private const int PastKey = 4;
    private const int PastValue = 5;

    public override string Name => "Attention";

    public override string Restrictions => "qk_matmul_output_mode 2 with softcap and a mask is refused";

    public override int MinimumOpset => 23;

    public override (int Minimum, int Maximum) Inputs => (3, 7);

    public override int Outputs => 4;

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(Query, ElementType.Float32);
        context.Require(Key, type);
        context.Require(Values, type);
        var (q, k, v) = (Heads(context, Query, "q_num_heads"), Heads(context, Key, "kv_num_heads"), Heads(context, Values, "kv_num_heads"));
        var fits = q[0] == k[0] && q[0] == v[0] && q[3] == k[3] && k[1] == v[1] && k[2] == v[2] && k[1] > 0 && q[1] % k[1] == 0;
        if (!fits || context.Has(PastKey) != context.Has(PastValue))
        {
            throw context.Mismatch(
                $"{context.Shape(Query)}, {context.Shape(Key)} and {context.Shape(Values)} do not fit",
                "Query heads must be a multiple of key heads; batch, key and head lengths must agree.");
        }

        var past = context.Has(PastKey) ? Past(context, k, v) : 0;
        var length = k[2] + past;
        CheckMask(context, q, length);
        context.SetOutput(0, type, context.Shape(Query).Rank == 3 ? [q[0], q[2], q[1] * v[3]] : new[] { q[0], q[1], q[2], v[3] });
        context.SetOutput(1, type, k[0], k[1], length, k[3]);
        context.SetOutput(2, type, v[0], v[1], length, v[3]);
        context.SetOutput(3, type, q[0], q[1], q[2], length);
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var call = new AttentionHeads(context);
        var (q, k, v) = (call.Split(Query, "q_num_heads"), call.Split(Key, "kv_num_heads"), call.Split(Values, "kv_num_heads"));
        if (context.Has(PastKey))
        {
            (k, v) = (context.Concat(2, context.Input(PastKey), k), context.Concat(2, context.Input(PastValue), v));
        }

        var (batch, heads, length, shared) = (q.Shape[0], q.Shape[1], q.Shape[2], k.Shape[1]);
        var scale = context.Attributes.Float("scale", (float)(1 / Math.Sqrt(q.Shape[3])));
        var grouped = context.Reshape(q, batch, shared, heads / shared * length, q.Shape[3]);
        var product = context.Call("MatMul", [context.Call("Mul", [grouped, context.Number(scale, ElementType.Float32)]), context.Transpose(k, 0, 1, 3, 2)]);
        var raw = context.Reshape(product, batch, heads, length, k.Shape[2]);
        var capped = call.Cap(raw);
        var masked = call.AddMasks(capped, k.Shape[2] - context.Shape(Key)[context.Shape(Key).Rank - 2]);
        var weights = context.Call("Softmax", [masked], ("axis", -1L));
        var mixed = context.Call("MatMul", [context.Reshape(weights, batch, shared, heads / shared * length, k.Shape[2]), v]);
        var y = call.Join(context.Reshape(mixed, batch, heads, length, v.Shape[3]));
        var asked = context.Attributes.Int("qk_matmul_output_mode", 0) switch
        {
            0 => raw,
            1 => context.Attributes.Float("softcap", 0) == 0 ? masked : capped,
            2 => masked,
            _ => weights,
        };
        return [y, k, v, asked];
    }

    /// <summary>[batch, heads, length, head length] of an operand of three or four dimensions.</summary>
    private static int[] Heads(InferenceContext context, int index, string attribute)
    {
        var shape = context.Shape(index);
        if (shape.Rank == 4)
        {
            return shape.ToArray();
        }

        var heads = context.Attributes.Int(attribute, 0);
        if (shape.Rank != 3 || heads < 1 || shape[2] % heads != 0)
        {
            throw context.Mismatch(
                $"operand {index} of shape {shape} does not hold {heads} heads", $"Give it four dimensions, or three with {attribute} dividing the last.");
        }

        return [shape[0], heads, shape[1], shape[2] / heads];
    }

    private static int Past(InferenceContext context, int[] k, int[] v)
    {
        var (key, value) = (context.Shape(PastKey), context.Shape(PastValue));
        var fits = key.Rank == 4 && value.Rank == 4 && key[0] == k[0] && key[1] == k[1] && key[3] == k[3] && value.SequenceEqual([v[0], v[1], key[2], v[3]]);
        return fits
            ? key[2]
            : throw context.Mismatch($"past keys {key} and values {value} do not fit", "They must be [batch, heads, past length, head length].");
    }

    private static void CheckMask(InferenceContext context, int[] q, int length)
    {
        var modes = context.Node.Outputs.Count > 3 && context.Node.Outputs[3] is not null && context.Attributes.Int("qk_matmul_output_mode", 0) == 2;
        if (modes && context.Attributes.Float("softcap", 0) != 0 && (context.Has(Mask) || context.Attributes.Flag("is_causal", false)))
        {
            throw context.Unsupported(
                "qk_matmul_output_mode 2 with softcap and a mask means one thing before ONNX 1.22 and another since",
                "Ask for another mode, or export the model without this result.");
        }

        if (!context.Has(Mask))
        {
            return;
        }

        context.Require(Mask, ElementType.Float32, ElementType.Bool);
        var mask = context.Shape(Mask);
        var padded = mask.Rank == 0 || mask[mask.Rank - 1] > length ? mask : new TensorShape([.. mask.Take(mask.Rank - 1), length]);
        int[] scores = [q[0], q[1], q[2], length];
        if (Broadcast.Shape(padded, new TensorShape(scores)) is not { } shape || !shape.SequenceEqual(scores))
        {
            throw context.Mismatch(
                $"the mask {mask} does not broadcast to [{string.Join(", ", scores)}]",
                "It must be [batch, heads, query length, key length] or fewer dimensions.");
        }
    }
}
