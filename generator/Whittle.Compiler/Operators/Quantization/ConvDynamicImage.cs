using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary><see cref="ConvDynamic"/> on channels-last, already padded images; weights [outputs, kernelHeight, kernelWidth, channels / group].</summary>
internal sealed class ConvDynamicImage : Operator
{
    public override string Name => "ConvDynamicImage";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (5, 6);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, ElementType.Float32, ConvImage.OutputShape(context.Shape(0), context.Shape(3), context.Attributes));

    public override void Lower(LoweringContext context)
    {
        var weights = new IntegerWeights(context.Constant(3)!, []);
        new IntegerLayer(
            context,
            ConvImage.Query(context, weights.Main),
            () => ConvImage.ShapeStruct(context, context.Type(0).Shape, weights.Main.Shape),
            weights,
            ConvImage.Macs(context.OutputType.Shape, weights.Main.Shape))
            .Dequantize(context.Scalar(1), context.Scalar(2), context.Constant(4)!.ToFloats(), context.Constant(5), null);
    }
}
