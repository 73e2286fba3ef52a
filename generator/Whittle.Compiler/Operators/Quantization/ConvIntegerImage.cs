using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary><see cref="ConvInteger"/> on channels-last, already padded images; weights [outputs, kernelHeight, kernelWidth, channels / group].</summary>
internal sealed class ConvIntegerImage : Operator
{
    public override string Name => "ConvInteger";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 4);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, ElementType.Int32, ConvImage.OutputShape(context.Shape(0), context.Shape(1), context.Attributes));

    public override void Lower(LoweringContext context)
    {
        var folded = IntegerWeights.Fold(context.Constant(1)!, context.Constant(3)?.ToInt32s() ?? [0]);
        new IntegerLayer(
            context,
            ConvImage.Query(context, folded.Main),
            () => ConvImage.ShapeStruct(context, context.Type(0).Shape, folded.Main.Shape),
            folded,
            ConvImage.Macs(context.OutputType.Shape, folded.Main.Shape))
            .Accumulators(context.Has(2) ? context.Scalar(2) : 0);
    }
}
