using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>Local response normalization across channels: x / (bias + alpha / size · Σ x²)^beta over the neighbouring channels.</summary>
internal sealed class LRN : Operator
{
    public override string Name => "LRN";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    /// <summary>A few bytes of a model could ask for hours.</summary>
    public override bool IsFolded => false;

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        if (context.Shape(0).Rank < 3 || context.Attributes.Int("size", 0) < 1)
        {
            throw context.Mismatch(
                $"size {context.Attributes.Int("size", 0)} on {context.Shape(0)} is not valid",
                "The operand must be [batch, channels, spatial …] and size at least 1.");
        }

        context.SetOutput(0, type, context.Shape(0));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var shape = inputs[0]!.Shape;
        var (size, channels, spatial) = (node.Attributes.Int("size", 1), shape[1], shape.Product(2, shape.Rank));
        var (alpha, beta, bias) = (node.Attributes.Float("alpha", 1e-4f), node.Attributes.Float("beta", 0.75f), node.Attributes.Float("bias", 1));
        var values = inputs[0]!.ToDoubles();
        var result = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i / spatial % channels;
            var squares = 0.0;
            for (var c = Math.Max(0, channel - ((size - 1) / 2)); c <= Math.Min(channels - 1, channel + (size / 2)); c++)
            {
                var neighbour = values[i + ((c - channel) * spatial)];
                squares += neighbour * neighbour;
            }

            result[i] = (float)(values[i] / Math.Pow(bias + (alpha / size * squares), beta));
        }

        return [Tensor.FromFloats(shape, result)];
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
