using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Linear;
using Whittle.Compiler.Passes.Layout;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Convolution of 8-bit operands to int32: x, w, x's zero point, w's zero point.</summary>
internal sealed class ConvInteger : Operator
{
    public override string Name => "ConvInteger";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (2, 4);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.UInt8, ElementType.Int8);
        context.Require(1, ElementType.UInt8, ElementType.Int8);
        var output = Conv.Resolve(context, 0, 1).Output;
        MatMulInteger.CheckZeroPoints(context, output[1]);
        context.SetOutput(0, ElementType.Int32, output);
    }

    public override Value?[]? Expand(ExpansionContext context) => ImageForm.Exists(context.Node)
        ? null
        : [IntegerConvolution.Of(context, context.Node.InputOrNull(2), 1, context.Node.InputOrNull(3), null)];
}
