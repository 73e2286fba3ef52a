using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Quantizes to uint8 by the operand's own range (which includes 0); gives the values, their scale and their zero point.</summary>
internal sealed class DynamicQuantizeLinear : Operator
{
    public override string Name => "DynamicQuantizeLinear";

    public override int MinimumOpset => 11;

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override int Outputs => 3;

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.Float32);
        context.SetOutput(0, ElementType.UInt8, context.Shape(0));
        context.SetOutput(1, ElementType.Float32, TensorShape.Scalar);
        context.SetOutput(2, ElementType.UInt8, TensorShape.Scalar);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var values = inputs[0]!.ToFloats();
        var (minimum, maximum) = (Math.Min(0f, values.DefaultIfEmpty().Min()), Math.Max(0f, values.DefaultIfEmpty().Max()));
        var scale = maximum == minimum ? 1f : (maximum - minimum) / 255f;
        var zeroPoint = (byte)Math.Round(Math.Max(0, Math.Min(255, 0f - (minimum / scale))), MidpointRounding.ToEven);
        var quantized = new Quantized([scale], [zeroPoint]);
        var result = Array.ConvertAll(values, value => (byte)Math.Max(0, Math.Min(255, quantized.Quantize(value))));
        return
        [
            Tensor.From(ElementType.UInt8, inputs[0]!.Shape, result),
            Tensor.FromFloats(TensorShape.Scalar, [scale]),
            Tensor.From(ElementType.UInt8, TensorShape.Scalar, [zeroPoint]),
        ];
    }

    public override void Lower(LoweringContext context) => context.Step(
        "DynamicQuantizeLinear.Run",
        new Argument("input", context.Input(0)),
        new Argument("output", context.Output()),
        new Argument("outputScale", OutputOr(context, 1, ElementType.Float32)),
        new Argument("outputZeroPoint", OutputOr(context, 2, ElementType.UInt8)));

    private static Operand OutputOr(LoweringContext context, int index, ElementType type) => context.Wants(index)
        ? context.Output(index)
        : new Operand.Write(Storage.Temporary($"{context.Node.Name}.{(index == 1 ? "scale" : "zeroPoint")}", new TensorType(type, TensorShape.Scalar)));
}
