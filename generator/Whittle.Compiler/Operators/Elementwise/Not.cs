using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>The opposite of a bool.</summary>
internal sealed class Not : Operator
{
    public override string Name => "Not";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context) => context.SetOutput(0, context.Require(0, ElementType.Bool), context.Shape(0));

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) =>
        [Tensor.FromDoubles(inputs[0]!.Type, Array.ConvertAll(inputs[0]!.ToDoubles(), value => value == 0 ? 1.0 : 0.0))];

    public override void Lower(LoweringContext context) => context.Step(
        "Unary.Run",
        new Argument("input", context.Input(0)),
        new Argument("output", context.Output()),
        new Argument("operation", UnaryElementwise.Struct("LogicalNot")));
}
