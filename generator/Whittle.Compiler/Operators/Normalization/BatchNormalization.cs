using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>(x − mean) / √(variance + epsilon) · scale + bias per channel (axis 1), with given statistics. Stored ones are usually folded into the layer
/// before it.</summary>
internal sealed class BatchNormalization : Operator
{
    public override string Name => "BatchNormalization";

    public override string Restrictions => "inference only";

    public override (int Minimum, int Maximum) Inputs => (5, 5);

    public override int Outputs => 5;

    /// <summary>y = x · scale + shift per channel; null when a statistic is computed at run time.</summary>
    public static (double[] Scale, double[] Shift)? Affine(Node node)
    {
        if (Enumerable.Range(1, 4).Any(i => !node.Input(i).IsConstant))
        {
            return null;
        }

        var (gamma, beta) = (node.Input(1).Constant!.ToDoubles(), node.Input(2).Constant!.ToDoubles());
        var (mean, variance) = (node.Input(3).Constant!.ToDoubles(), node.Input(4).Constant!.ToDoubles());
        var scale = gamma.Select((g, c) => g / Math.Sqrt(variance[c] + node.Attributes.Float("epsilon", 1e-5f))).ToArray();
        return (scale, [.. beta.Select((b, c) => b - (mean[c] * scale[c]))]);
    }

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        var shape = context.Shape(0);
        if (context.Attributes.Flag("training_mode", false)
            || context.Node.Outputs.Skip(1).Any(output => output is not null && (output.Consumers.Count > 0 || output.IsGraphOutput)))
        {
            throw context.Unsupported("it is in training form", "Export the model for inference.");
        }

        if (shape.Rank == 0)
        {
            throw context.Mismatch("its operand is a single number", "The operand must be [batch, channels, spatial …].");
        }

        var channels = shape.Rank < 2 ? 1 : shape[1];
        for (var i = 1; i < 5; i++)
        {
            if (context.Shape(i).Length != channels)
            {
                throw context.Mismatch($"operand {i} of shape {context.Shape(i)} does not fit {channels} channels", "Export the model again.");
            }
        }

        context.SetOutput(0, type, shape);
        for (var i = 1; i < context.Node.Outputs.Count; i++)
        {
            context.SetOutput(i, type, channels);
        }
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        if (Affine(node) is not { } affine)
        {
            return null;
        }

        var shape = inputs[0]!.Shape;
        var inner = shape.Product(Math.Min(2, shape.Rank), shape.Rank);
        var values = inputs[0]!.ToFloats();
        for (var i = 0; i < values.Length; i++)
        {
            var c = i / inner % affine.Scale.Length;
            values[i] = (float)((values[i] * affine.Scale[c]) + affine.Shift[c]);
        }

        return [Tensor.FromFloats(shape, values), .. node.Outputs.Skip(1).Select(_ => (Tensor?)null)];
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        if (Affine(context.Node) is not { } affine)
        {
            context.Step(
                "BatchNormalization.Run",
                new Argument("input", context.Input(0)),
                new Argument("output", context.Output()),
                new Argument("scale", context.Input(1)),
                new Argument("bias", context.Input(2)),
                new Argument("mean", context.Input(3)),
                new Argument("variance", context.Input(4)),
                new Argument("outer", shape[0]),
                new Argument("inner", shape.Product(2, shape.Rank)),
                new Argument("epsilon", context.Attributes.Float("epsilon", 1e-5f)));
            return;
        }

        var channels = new TensorShape(affine.Scale.Length);
        context.Step(
            "ScaleShift.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("scale", context.Store(context.Node.Name + ".scale", Tensor.FromFloats(channels, Array.ConvertAll(affine.Scale, v => (float)v)))),
            new Argument("shift", context.Store(context.Node.Name + ".shift", Tensor.FromFloats(channels, Array.ConvertAll(affine.Shift, v => (float)v)))),
            new Argument("outer", shape[0]),
            new Argument("channels", affine.Scale.Length),
            new Argument("inner", shape.Product(2, shape.Rank)));
    }
}
