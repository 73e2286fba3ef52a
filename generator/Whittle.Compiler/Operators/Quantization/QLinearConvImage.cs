using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary><see cref="QLinearConv"/> on channels-last, already padded images; weights [outputs, kernelHeight, kernelWidth, channels / group].</summary>
internal sealed class QLinearConvImage : Operator
{
    public override string Name => "QLinearConv";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (8, 9);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, context.Type(7).Element, ConvImage.OutputShape(context.Shape(0), context.Shape(3), context.Attributes));

    public override void Lower(LoweringContext context)
    {
        var (input, weights, output) = (Quantized.Read(context.Node, 1, 2), Quantized.Read(context.Node, 4, 5), Quantized.Read(context.Node, 6, 7));
        var folded = IntegerWeights.Fold(context.Constant(3)!, weights.ZeroPoints);
        new IntegerLayer(
            context,
            ConvImage.Query(context, folded.Main),
            () => ConvImage.ShapeStruct(context, context.Type(0).Shape, folded.Main.Shape),
            folded,
            ConvImage.Macs(context.OutputType.Shape, folded.Main.Shape))
            .Requantize(input, context.Constant(8), Quantized.Multipliers(input, weights, output), output);
    }
}
