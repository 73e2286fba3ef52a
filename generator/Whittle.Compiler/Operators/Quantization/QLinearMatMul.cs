using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Matrix product of 8-bit operands to an 8-bit result. Constant weights become <see cref="QLinearFullyConnected"/>.</summary>
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

    /// <summary>The exact sums, then one multiplication, rounding and zero point, as the layer does it.</summary>
    public override Value?[]? Expand(ExpansionContext context)
    {
        if (IntegerProduct.IsLayer(context.Node, 0, 3))
        {
            return null;
        }

        var sums = IntegerProduct.Of(context, context.Input(0), context.Input(2), context.Input(3), context.Input(5));
        var scale = context.Call("Mul", [Single(context, 1), context.Shape(4).Length == 1 ? Single(context, 4) : context.Input(4)]);
        var multiplier = context.Call("Div", [scale, Single(context, 6)]);
        var scaled = context.Call("Mul", [context.Call("Cast", [sums], ("to", 1L)), multiplier]);
        return [context.Call("QuantizeLinear", [scaled, context.Number(1, ElementType.Float32), Single(context, 7)])];
    }

    private static Value Single(ExpansionContext context, int index) => context.Reshape(context.Input(index));
}
