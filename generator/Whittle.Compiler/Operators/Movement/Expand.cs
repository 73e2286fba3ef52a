using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Elementwise;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>The operand broadcast to a shape.</summary>
internal sealed class Expand : Operator
{
    public override string Name => "Expand";

    public override string Restrictions => "constant shape";

    public override int MinimumOpset => 8;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context)
    {
        var wanted = context.MakeShape(context.Integers(1, "shape")!);
        var shape = Broadcast.Shape(context.Shape(0), wanted) ?? throw context.Mismatch(
            $"{context.Shape(0)} does not broadcast to {wanted}", "Export the model again.");
        context.SetOutput(0, context.Type(0).Element, shape);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) =>
        [inputs[0]!.Pick(node.Output.Shape, Broadcast.Indices(inputs[0]!.Shape, node.Output.Shape.ToArray()))];

    public override void Lower(LoweringContext context)
    {
        var output = context.OutputType.Shape.ToArray();
        var collapsed = Broadcast.Collapse(output, Broadcast.Strides(context.Type(0).Shape, output));
        context.Step(
            "Expand.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("outputShape", collapsed.Shape),
            new Argument("inputStrides", collapsed.Strides[0]));
    }
}
