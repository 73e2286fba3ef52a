using Whittle.Compiler.Ir;
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
        if (context.Node.Outputs.Skip(1).Any(output => output is not null))
        {
            throw context.Unsupported("its mean or inverse deviation is asked for", "Export the model for inference.");
        }

        if (context.Shape(1).Length != length || (context.Has(2) && context.Shape(2).Length != length))
        {
            throw context.Unsupported($"its scale {context.Shape(1)} broadcasts over {length} elements", "Give scale and bias the shape of the normalized axes.");
        }

        context.SetOutput(0, type, shape);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (scale, bias) = (inputs[1]!.ToFloats(), inputs.Length > 2 ? inputs[2]?.ToFloats() : null);
        return [ReferenceNormalization.Standardized(inputs[0]!, scale.Length, node.Attributes.Float("epsilon", 1e-5f), i => (scale[i % scale.Length], bias?[i % scale.Length] ?? 0))];
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var axis = context.Attributes.Int("axis", -1);
        axis = axis < 0 ? axis + shape.Rank : axis;
        context.Step(
            "LayerNormalization.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("scale", context.Input(1)),
            new Argument("bias", context.Has(2) ? context.Input(2) : (Operand)new PlanValue.Floats(default)),
            new Argument("outer", shape.Product(0, axis)),
            new Argument("length", shape.Product(axis, shape.Rank)),
            new Argument("epsilon", context.Attributes.Float("epsilon", 1e-5f)));
    }
}
