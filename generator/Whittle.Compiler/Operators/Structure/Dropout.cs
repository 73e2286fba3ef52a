using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Structure;

/// <summary>The operand itself: dropout acts in training only. Its mask keeps everything.</summary>
internal sealed class Dropout : Reinterpretation
{
    public override string Name => "Dropout";

    public override string Restrictions => "inference only";

    public override (int Minimum, int Maximum) Inputs => (1, 3);

    public override int Outputs => 2;

    public override int[] Shape(InferenceContext context)
    {
        if (context.Constant(2) is { } training && training.ToDoubles().Any(flag => flag != 0))
        {
            throw context.Unsupported("its training_mode is true", "Export the model for inference.");
        }

        if (context.Node.Outputs.Count > 1 && context.Node.Outputs[1] is { } mask)
        {
            mask.Type = new TensorType(context.Opset < 10 ? context.Type(0).Element : ElementType.Bool, context.Shape(0));
        }

        return context.Shape(0).ToArray();
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) =>
        node.Outputs.Count > 1 && node.Outputs[1] is not null ? null : base.Evaluate(node, inputs);

    public override Value?[]? Expand(ExpansionContext context)
    {
        if (!context.Wants(1))
        {
            return null;
        }

        var mask = context.Node.Outputs[1]!.KnownType;
        var all = Tensor.FromDoubles(mask, [.. Enumerable.Repeat(1.0, mask.Length)]);
        return [context.Call("Identity", [context.Input(0)]), context.Constant(all)];
    }
}
