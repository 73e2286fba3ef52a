using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>The layer normalization of input + skip (+ bias) over the last axis: an addition and <see cref="Normalization.LayerNormalization"/>.</summary>
internal sealed class SkipLayerNormalization : Operator
{
    private const int Skip = 1;
    private const int Scale = 2;
    private const int Shift = 3;
    private const int Bias = 4;

    public override string Name => "SkipLayerNormalization";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (3, 5);

    /// <summary>The normalized sum, its mean and inverse deviation, and the sum itself.</summary>
    public override int Outputs => 4;

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        var shape = context.Shape(0);
        if (shape.Rank == 0
            || context.Require(Skip, type) != type
            || Broadcast.Shape(shape, context.Shape(Skip)) is not { } joined
            || !joined.SequenceEqual(shape))
        {
            throw context.Mismatch($"skip {context.Shape(Skip)} does not fit {shape}", "Skip has the shape of the input, or broadcasts to it.");
        }

        var last = shape[shape.Rank - 1];
        foreach (var index in new[] { Scale, Shift, Bias }.Where(context.Has))
        {
            context.Require(index, type);
            if (context.Shape(index) is not { Rank: 1 } vector || vector[0] != last)
            {
                throw context.Mismatch(
                    $"operand {index} has the shape {context.Shape(index)}, not [{last}]",
                    "Scale, shift and bias have a number for each element of the last axis.");
            }
        }

        int[] statistics = [.. shape.Take(shape.Rank - 1), 1];
        context.SetOutput(0, type, shape);
        context.SetOutput(1, type, statistics);
        context.SetOutput(2, type, statistics);
        context.SetOutput(3, type, shape);
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var sum = context.Call("Add", [context.Input(0), context.Input(Skip)]);
        sum = context.Has(Bias) ? context.Call("Add", [sum, context.Input(Bias)]) : sum;
        Value?[] operands = context.Has(Shift) ? [sum, context.Input(Scale), context.Input(Shift)] : [sum, context.Input(Scale)];
        (string, object)[] attributes = [("axis", -1L), ("epsilon", context.Attributes.Float("epsilon", 1e-12f))];
        return context.Wants(1) || context.Wants(2)
            ? [.. context.CallMany("LayerNormalization", operands, 3, attributes), sum]
            : [context.Call("LayerNormalization", operands, attributes), null, null, sum];
    }
}
