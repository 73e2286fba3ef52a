using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>y = (x − zeroPoint) · scale; per tensor or per axis.</summary>
internal sealed class DequantizeLinear : Operator
{
    public override string Name => "DequantizeLinear";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    public override bool FoldsLate => true;

    public override void Infer(InferenceContext context)
    {
        context.Require(
            0, ElementType.UInt8, ElementType.Int8, ElementType.Int32, ElementType.Int4, ElementType.UInt4, ElementType.Int16, ElementType.UInt16);
        QuantizeLinear.CheckParameters(context);
        context.SetOutput(0, ElementType.Float32, context.Shape(0));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        if (!QuantizationBlocks.IsPlain(node))
        {
            return null;
        }

        var quantized = Quantized.Of(node, inputs[1]!, inputs.Length > 2 ? inputs[2] : null);
        var channel = QuantizeLinear.ChannelOf(node, inputs[0]!.Shape);
        var values = inputs[0]!.ToInt32s();
        var result = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var c = quantized.PerTensor ? 0 : channel(i);
            result[i] = (float)((float)(values[i] - quantized.ZeroPoints[c]) * quantized.Scales[c]);
        }

        return [Tensor.FromFloats(inputs[0]!.Shape, result)];
    }

    /// <summary>In blocks, from other types than 8 bits, or per axis with parameters that are computed at run time, by the plain arithmetic.</summary>
    public override Value?[]? Expand(ExpansionContext context)
    {
        var plain = context.Shape(1).Length == 1 || Quantized.TryRead(context.Node, 1, 2) is not null;
        var layer = context.Input(0).IsConstant || context.Element(0) is ElementType.UInt8 or ElementType.Int8;
        if (QuantizationBlocks.IsPlain(context.Node) && plain && layer)
        {
            return null;
        }

        var x = context.Call("Cast", [context.Input(0)], ("to", 1L));
        if (context.Has(2))
        {
            x = context.Call("Sub", [x, context.Call("Cast", [QuantizationBlocks.Spread(context, 2)], ("to", 1L))]);
        }

        return [context.Call("Mul", [x, QuantizationBlocks.Spread(context, 1)])];
    }

    public override void Lower(LoweringContext context)
    {
        var type = context.Type(0).Element;
        if (type is not (ElementType.UInt8 or ElementType.Int8))
        {
            throw context.Unsupported($"it takes {type.Name()} computed at run time", "Use 8-bit activations.");
        }

        if (Quantized.TryRead(context.Node, 1, 2) is { PerTensor: false } perAxis)
        {
            context.Step("DequantizeLinear.RunPerAxis", QuantizeLinear.PerAxis(context, perAxis, type));
            return;
        }

        context.Step(
            "DequantizeLinear.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("scale", context.Scalar(1)),
            new Argument("zeroPoint", context.Has(2) ? context.Scalar(2) : 0));
    }
}
