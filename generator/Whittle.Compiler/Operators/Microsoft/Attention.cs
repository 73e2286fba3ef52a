using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>Attention of a sequence to itself with the projections in front: input · weights + bias is cut into queries, keys and values for
/// <see cref="Sequence.Attention"/>.</summary>
internal sealed class Attention : Operator
{
    private const int Weights = 1;
    private const int Bias = 2;

    public override string Name => "Attention";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override string Restrictions => "no mask_index, past, attention_bias and rotary embedding";

    public override (int Minimum, int Maximum) Inputs => (2, 7);

    public override int Outputs => 2;

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        context.Require(Weights, type);
        var (shape, weights) = (context.Shape(0), context.Shape(Weights));
        if (Enumerable.Range(Bias + 1, 4).Any(context.Has) || context.Node.Outputs.Count > 1 || context.Attributes.Flag("do_rotary", false))
        {
            throw context.Unsupported("it has a mask, past keys, an attention bias or rotary embedding", "Export the model without ONNX Runtime's fusions.");
        }

        var sizes = shape.Rank == 3 && weights.Rank == 2 && shape[2] == weights[0] ? Sizes(context.Attributes, weights[1]) : [];
        var heads = context.Attributes.Int("num_heads", 0);
        if (sizes.Length != 3
            || heads < 1
            || sizes[0] != sizes[1]
            || sizes.Sum(size => (long)size) != weights[1]
            || sizes.Any(size => size < 1 || size % heads != 0)
            || (context.Has(Bias) && (context.Require(Bias, type) != type || context.Shape(Bias).Length != weights[1])))
        {
            throw context.Mismatch(
                $"{shape}, weights {weights} and {heads} heads do not fit",
                "Weights are [channels, queries + keys + values], each part a multiple of the heads.");
        }

        context.SetOutput(0, type, shape[0], shape[1], sizes[2]);
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var sizes = Sizes(context.Attributes, context.Shape(Weights)[1]);
        var projected = context.Call("MatMul", [context.Input(0), context.Input(Weights)]);
        projected = context.Has(Bias) ? context.Call("Add", [projected, context.Input(Bias)]) : projected;
        var parts = context.CallMany("Split", [projected, context.Integers([.. sizes.Select(size => (long)size)])], 3, ("axis", 2L));
        var heads = (long)context.Attributes.Int("num_heads", 0);
        var attributes = new List<(string, object)>
        {
            ("q_num_heads", heads), ("kv_num_heads", heads), ("is_causal", context.Attributes.Flag("unidirectional", false) ? 1L : 0L),
        };
        if (context.Attributes.Float("scale", 0) is var scale && scale != 0)
        {
            attributes.Add(("scale", scale));
        }

        return [context.Call("Attention", parts, [.. attributes])];
    }

    /// <summary>Columns of the weights for queries, keys and values: thirds where the node does not say.</summary>
    private static int[] Sizes(NodeAttributes attributes, int columns) => attributes.Ints("qkv_hidden_sizes") ?? [columns / 3, columns / 3, columns / 3];
}
