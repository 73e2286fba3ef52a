using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>
/// 8-bit operand [… , inputs] times constant weights [outputs, inputs] to float: x, its scale, its zero point (both may be computed at run time), w, its scale,
/// its zero point, float bias, int32 bias of the accumulator. y = accumulator · (xScale · wScale) + bias, limited to [minimum, maximum].
/// </summary>
internal sealed class FullyConnectedDynamic : Operator
{
    public override string Name => "FullyConnectedDynamic";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (5, 8);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, ElementType.Float32, FullyConnected.OutputShape(context.Shape(0), context.Shape(3)));

    public override void Lower(LoweringContext context)
    {
        var weights = Quantized.Read(context.Node, 4, 5);
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
            .Dequantize(context.Scalar(1), context.Has(2) ? context.Scalar(2) : 0, weights.Scales, context.Constant(6), context.Constant(7));
    }
}
