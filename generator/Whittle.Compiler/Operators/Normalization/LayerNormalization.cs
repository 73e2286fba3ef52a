using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>(x − mean) / √(variance + epsilon) · scale + bias over all axes from the given one on.</summary>
internal sealed class LayerNormalization : Operator
{
    public override string Name => "LayerNormalization";

    public override int MinimumOpset => 17;

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    public override int Outputs => 3;

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        var shape = context.Shape(0);
        var axis = context.Axis(context.Attributes.Int("axis", -1), shape.Rank);
        var length = shape.Product(axis, shape.Rank);
        if (context.Shape(1).Length != length || (context.Has(2) && context.Shape(2).Length != length))
        {
            throw context.Unsupported($"its scale {context.Shape(1)} broadcasts over {length} elements", "Give scale and bias the shape of the normalized axes.");
        }

        context.SetOutput(0, type, shape);
        for (var result = 1; result <= 2; result++)
        {
            context.SetOutput(result, type, [.. shape.Select((dimension, i) => i < axis ? dimension : 1)]);
        }
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var axis = context.Attributes.Int("axis", -1);
        axis = axis < 0 ? axis + shape.Rank : axis;
        Argument[] statistics = context.Wants(1) || context.Wants(2)
            ? [new("outputMean", Statistic(context, 1)), new("outputInverseDeviation", Statistic(context, 2))]
            : [];
        context.Step(
            "LayerNormalization.Run",
            [
                new("input", context.Input(0)),
                new("output", context.Output()),
                .. statistics,
                new("scale", context.Input(1)),
                new("bias", context.Has(2) ? context.Input(2) : (Operand)new PlanValue.Floats(default)),
                new("outer", shape.Product(0, axis)),
                new("length", shape.Product(axis, shape.Rank)),
                new("epsilon", context.Attributes.Float("epsilon", 1e-5f)),
            ]);
    }

    /// <summary>The kernel writes both or none.</summary>
    private static Operand Statistic(LoweringContext context, int result) => context.Wants(result)
        ? context.Output(result)
        : new Operand.Write(Storage.Temporary(context.Node.Name + ".statistic", context.Node.Outputs[3 - result]!.KnownType));
}
