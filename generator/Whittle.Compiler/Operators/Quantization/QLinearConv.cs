using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Linear;
using Whittle.Compiler.Passes.Layout;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Convolution of 8-bit operands to an 8-bit result: x, its scale and zero point, w, its scale and zero point, y's scale and zero point, int32
/// bias.</summary>
internal sealed class QLinearConv : Operator
{
    public override string Name => "QLinearConv";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (8, 9);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.UInt8, ElementType.Int8);
        context.Require(3, ElementType.UInt8, ElementType.Int8);
        var output = Conv.Resolve(context, 0, 3).Output;
        Quantized.Check(context, 1, 2);
        Quantized.Check(context, 4, 5, output[1]);
        Quantized.Check(context, 6, 7);
        if (context.Has(8) && context.Require(8, ElementType.Int32) == ElementType.Int32 && context.Shape(8).Length != output[1])
        {
            throw context.Mismatch($"its bias {context.Shape(8)} does not fit {output[1]} channels", "Export the model again.");
        }

        context.SetOutput(0, context.Require(7, ElementType.UInt8, ElementType.Int8), output);
    }

    /// <summary>The exact sums, then one multiplication, rounding and zero point, as the layer does it.</summary>
    public override Value?[]? Expand(ExpansionContext context)
    {
        if (ImageForm.Exists(context.Node))
        {
            return null;
        }

        var sums = IntegerConvolution.Of(context, context.Input(2), 3, context.Input(5), context.Node.InputOrNull(8));
        var scale = context.Call("Mul", [context.Reshape(context.Input(1)), context.Input(4)]);
        var multiplier = IntegerConvolution.PerChannel(context, context.Call("Div", [scale, context.Reshape(context.Input(6))]), sums.Shape.Rank - 2);
        var scaled = context.Call("Mul", [context.Call("Cast", [sums], ("to", 1L)), multiplier]);
        return [context.Call("QuantizeLinear", [scaled, context.Number(1, ElementType.Float32), context.Reshape(context.Input(7))])];
    }
}
