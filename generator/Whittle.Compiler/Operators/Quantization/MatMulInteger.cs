using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Matrix product of 8-bit operands to int32: a, b, a's zero point, b's zero point. Constant b becomes <see cref="FullyConnectedInteger"/>.</summary>
internal sealed class MatMulInteger : Operator
{
    public override string Name => "MatMulInteger";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (2, 4);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.UInt8, ElementType.Int8);
        context.Require(1, ElementType.UInt8, ElementType.Int8);
        context.SetOutput(0, ElementType.Int32, MatMul.ProductShape(context, 0, 1));
    }

    public override void Lower(Lowering.LoweringContext context) =>
        throw context.Unsupported("its right operand is computed at run time, or has more than two dimensions", "Only constant weight matrices are supported in integer products.");
}
