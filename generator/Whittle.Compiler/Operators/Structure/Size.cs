using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Structure;

/// <summary>The operand's number of elements as int64. Always known at build time.</summary>
internal sealed class Size : Operator
{
    public override string Name => "Size";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override bool FoldsFromTypes => true;

    public override void Infer(InferenceContext context) => context.SetOutput(0, ElementType.Int64);

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => [Tensor.FromInt64s(TensorShape.Scalar, [node.Input(0).Shape.Length])];
}
