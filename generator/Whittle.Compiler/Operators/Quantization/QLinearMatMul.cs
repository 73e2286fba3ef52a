using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Matrix product of 8-bit operands to an 8-bit result. Constant weights become <see cref="QLinearFullyConnected"/>, the rest a product of int32.</summary>
internal sealed class QLinearMatMul : Operator
{
    public override string Name => "QLinearMatMul";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (8, 8);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.UInt8, ElementType.Int8);
        context.Require(3, ElementType.UInt8, ElementType.Int8);
        var shape = MatMul.ProductShape(context, 0, 3);
        Quantized.Check(context, 1, 2);
        Quantized.Check(context, 4, 5, context.Shape(3)[context.Shape(3).Rank - 1]);
        Quantized.Check(context, 6, 7);
        context.SetOutput(0, context.Require(7, ElementType.UInt8, ElementType.Int8), shape);
    }
}
