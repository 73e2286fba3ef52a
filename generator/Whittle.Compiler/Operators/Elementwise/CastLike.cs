using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Conversion of every element to the type of the second operand, as <see cref="Cast"/> does it.</summary>
internal sealed class CastLike : Operator
{
    public override string Name => "CastLike";

    public override int MinimumOpset => 15;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context) => context.SetOutput(0, context.Type(1).Element, context.Shape(0));

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => Cast.Converted(node, inputs[0]!);

    public override void Lower(LoweringContext context) => Cast.LowerConversion(context);
}
