using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>8-bit operand [… , inputs] times constant weights [outputs, inputs] to int32: x, w, x's zero point (may be computed at run time), w's zero
/// point.</summary>
internal sealed class FullyConnectedInteger : Operator
{
    public override string Name => "FullyConnectedInteger";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 4);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, ElementType.Int32, FullyConnected.OutputShape(context.Shape(0), context.Shape(1)));

    public override void Lower(LoweringContext context)
    {
        var folded = IntegerWeights.Fold(context.Constant(1)!, context.Constant(3)?.ToInt32s() ?? [0]);
        new IntegerLayer(
            context,
            FullyConnected.Query(context.Type(0).Shape, folded.Main),
            () => FullyConnected.ShapeStruct(context, context.Type(0).Shape, folded.Main.Shape),
            folded,
            (long)context.OutputType.Length * folded.Main.Shape[1])
            .Accumulators(context.Has(2) ? context.Scalar(2) : 0);
    }
}
