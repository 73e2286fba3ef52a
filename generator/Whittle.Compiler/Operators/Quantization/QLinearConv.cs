using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Convolution of 8-bit operands to an 8-bit result: x, its scale and zero point, w, its scale and zero point, y's scale and zero point, int32 bias.</summary>
internal sealed class QLinearConv : Operator
{
    public override string Name => "QLinearConv";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (8, 9);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.UInt8, ElementType.Int8);
        context.Require(3, ElementType.UInt8, ElementType.Int8);
        context.SetOutput(0, context.Require(7, ElementType.UInt8, ElementType.Int8), Conv.Resolve(context, 0, 3).Output);
    }
}
