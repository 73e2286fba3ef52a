using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>Local response normalization across channels: x / (bias + alpha / size · Σ x²)^beta over the neighbouring channels.</summary>
internal sealed class LRN : Operator
{
    public override string Name => "LRN";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        if (context.Shape(0).Rank < 3 || context.Attributes.Int("size", 0) < 1)
        {
            throw context.Mismatch($"size {context.Attributes.Int("size", 0)} on {context.Shape(0)} is not valid", "The operand must be [batch, channels, spatial …] and size at least 1.");
        }

        context.SetOutput(0, type, context.Shape(0));
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        context.Step(
            "LocalResponseNormalization.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("batch", shape[0]),
            new Argument("channels", shape[1]),
            new Argument("spatial", shape.Product(2, shape.Rank)),
            new Argument("size", context.Attributes.Int("size", 1)),
            new Argument("alpha", context.Attributes.Float("alpha", 1e-4f)),
            new Argument("beta", context.Attributes.Float("beta", 0.75f)),
            new Argument("bias", context.Attributes.Float("bias", 1)),
            new Argument("channelsLast", false));
    }
}
