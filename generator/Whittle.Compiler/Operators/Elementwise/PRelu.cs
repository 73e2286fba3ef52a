using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Left, or right · left below zero.</summary>
internal sealed class PRelu : BinaryElementwise
{
    public override string Name => "PRelu";

    protected override string Kernel => "PRelu";

    public override void Infer(InferenceContext context)
    {
        if (!ChannelSlopes.IsPerChannel(context.Opset, context.Shape(0), context.Shape(1)))
        {
            base.Infer(context);
            return;
        }

        context.SetOutput(0, context.Require(0, Types), context.Shape(0));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) =>
        ChannelSlopes.IsPerChannel(node.Opset, inputs[0]!.Shape, inputs[1]!.Shape) ? null : base.Evaluate(node, inputs);

    public override double Apply(Node node, double left, double right) => left < 0 ? left * right : left;
}
