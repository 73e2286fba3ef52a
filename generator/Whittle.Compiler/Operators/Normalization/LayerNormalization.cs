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
        if (context.Shape(1).Length != length || (context.Has(2) && context.Shape(2).Length != length))
        {
            throw context.Unsupported(
                $"its scale {context.Shape(1)} broadcasts over {length} elements", "Give scale and bias the shape of the normalized axes.");
        }

        context.SetOutput(0, type, shape);
        int[] statistics = [.. shape.Take(axis), .. Enumerable.Repeat(1, shape.Rank - axis)];
        context.SetOutput(1, type, statistics);
        context.SetOutput(2, type, statistics);
    }

    /// <summary>With its mean or inverse deviation asked for, what training graphs do.</summary>
    public override Value?[]? Expand(ExpansionContext context)
    {
        if (!context.Wants(1) && !context.Wants(2))
        {
            return null;
        }

        var x = context.Input(0);
        var axis = context.Attributes.Int("axis", -1);
        axis = axis < 0 ? axis + x.Shape.Rank : axis;
        int[] normalized = [.. x.Shape.Skip(axis)];
        var axes = context.Integers([.. Enumerable.Range(axis, normalized.Length).Select(a => (long)a)]);
        var mean = context.Call("ReduceMean", [x, axes]);
        var centered = context.Call("Sub", [x, mean]);
        var variance = context.Call("ReduceMean", [context.Call("Mul", [centered, centered]), axes]);
        var epsilon = context.Number(context.Attributes.Float("epsilon", 1e-5f), ElementType.Float32);
        var inverse = context.Call("Reciprocal", [context.Call("Sqrt", [context.Call("Add", [variance, epsilon])])]);
        var scaled = context.Call("Mul", [context.Call("Mul", [centered, inverse]), context.Reshape(context.Input(1), normalized)]);
        return [context.Has(2) ? context.Call("Add", [scaled, context.Reshape(context.Input(2), normalized)]) : scaled, mean, inverse];
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (scale, bias) = (inputs[1]!.ToFloats(), inputs.Length > 2 ? inputs[2]?.ToFloats() : null);
        return [ReferenceNormalization.Standardized(
            inputs[0]!, scale.Length, node.Attributes.Float("epsilon", 1e-5f), i => (scale[i % scale.Length], bias?[i % scale.Length] ?? 0))];
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
