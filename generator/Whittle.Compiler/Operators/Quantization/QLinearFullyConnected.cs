using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>8-bit operand [… , inputs] times constant weights [outputs, inputs] plus int32 bias, to 8 bits; operands in the order of
/// <see cref="QLinearConv"/>.</summary>
internal sealed class QLinearFullyConnected : Operator
{
    public override string Name => "QLinearFullyConnected";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (8, 9);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, context.Type(7).Element, FullyConnected.OutputShape(context.Shape(0), context.Shape(3)));

    public override void Lower(LoweringContext context)
    {
        var (input, weights, output) = (Quantized.Read(context.Node, 1, 2), Quantized.Read(context.Node, 4, 5), Quantized.Read(context.Node, 6, 7));
        var folded = IntegerWeights.Fold(context.Constant(3)!, weights.ZeroPoints);
        new IntegerLayer(
            context,
            FullyConnected.Query(context.Type(0).Shape, folded.Main) with
            {
                SumsFitFloats = UnrolledInteger.IsExact(context.Node),
                AmongKernels = !UnrolledRun.IsWhole(context.Node),
            },
            () => FullyConnected.ShapeStruct(context, context.Type(0).Shape, folded.Main.Shape),
            folded,
            (long)context.OutputType.Length * folded.Main.Shape[1])
            .Requantize(input, context.Constant(8), Quantized.Multipliers(input, weights, output), output);
    }
}
