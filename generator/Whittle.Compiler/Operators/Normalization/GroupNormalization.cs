using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>(x − mean) / √(variance + epsilon) with the statistics of each group of channels of each image, then scale and bias: one a group in opset 18,
/// one a channel later.</summary>
internal sealed class GroupNormalization : Operator
{
    public override string Name => "GroupNormalization";

    public override int MinimumOpset => 18;

    public override (int Minimum, int Maximum) Inputs => (3, 3);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        var shape = context.Shape(0);
        var groups = context.Attributes.Int("num_groups", 0);
        if (shape.Rank < 2 || groups < 1 || shape[1] % groups != 0)
        {
            throw context.Mismatch(
                $"{groups} groups do not divide the channels of {shape}", "The operand must be [batch, channels, …], its channels a multiple of num_groups.");
        }

        var count = context.Opset < 21 ? groups : shape[1];
        if (context.Shape(1).Length != count || context.Shape(2).Length != count)
        {
            throw context.Mismatch($"scale {context.Shape(1)} and bias {context.Shape(2)} are not {count} numbers", "Export the model again.");
        }

        context.SetOutput(0, type, shape);
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var shape = context.Shape(0);
        var groups = context.Attributes.Int("num_groups", 1);
        var perGroup = context.Node.Opset < 21;
        var grouped = context.Reshape(context.Input(0), shape[0], groups, shape[1] / groups * shape.Product(2, shape.Rank));
        var scale = perGroup ? context.Input(1) : context.Constant(Tensor.FromFloats(new TensorShape(groups), [.. Enumerable.Repeat(1f, groups)]));
        var bias = perGroup ? context.Input(2) : context.Constant(Tensor.FromFloats(new TensorShape(groups), new float[groups]));
        var normalized = context.Call("InstanceNormalization", [grouped, scale, bias], ("epsilon", context.Attributes.Float("epsilon", 1e-5f)));
        var result = context.Reshape(normalized, shape.ToArray());
        if (perGroup)
        {
            return [result];
        }

        int[] channels = [shape[1], .. Enumerable.Repeat(1, shape.Rank - 2)];
        return [context.Call("Add", [context.Call("Mul", [result, context.Reshape(context.Input(1), channels)]), context.Reshape(context.Input(2), channels)])];
    }
}
