using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>(x − mean) / √(variance + epsilon) · scale + bias, with the statistics of each channel of each image.</summary>
internal sealed class InstanceNormalization : Operator
{
    public override string Name => "InstanceNormalization";

    public override int MinimumOpset => 6;

    public override (int Minimum, int Maximum) Inputs => (3, 3);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        var shape = context.Shape(0);
        if (shape.Rank < 3 || context.Shape(1).Length != shape[1] || context.Shape(2).Length != shape[1])
        {
            throw context.Mismatch(
                $"scale {context.Shape(1)} and bias {context.Shape(2)} do not fit {shape}",
                "The operand must be [batch, channels, spatial …], with one scale and bias per channel.");
        }

        context.SetOutput(0, type, shape);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var shape = inputs[0]!.Shape;
        var (scale, bias) = (inputs[1]!.ToFloats(), inputs[2]!.ToFloats());
        var spatial = shape.Product(2, shape.Rank);
        return [ReferenceNormalization.Standardized(
            inputs[0]!, spatial, node.Attributes.Float("epsilon", 1e-5f), i => (scale[i / spatial % shape[1]], bias[i / spatial % shape[1]]))];
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        context.Step(
            "InstanceNormalization.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("scale", context.Input(1)),
            new Argument("bias", context.Input(2)),
            new Argument("batch", shape[0]),
            new Argument("channels", shape[1]),
            new Argument("spatial", shape.Product(2, shape.Rank)),
            new Argument("epsilon", context.Attributes.Float("epsilon", 1e-5f)),
            new Argument("channelsLast", false));
    }
}
