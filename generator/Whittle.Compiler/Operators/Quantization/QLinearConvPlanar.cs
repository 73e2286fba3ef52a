using Whittle.Compiler.Analysis;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;
using Whittle.Compiler.Selection;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary><see cref="QLinearConvImage"/> whose operand is still [batch, channels, height, width], without a border in memory: the kernel reads zero points
/// around it. The result is channels-last.</summary>
internal sealed class QLinearConvPlanar : Operator
{
    public override string Name => "QLinearConvPlanar";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (8, 9);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, context.Type(7).Element, ConvImage.OutputShape(Image(context.Shape(0)), context.Shape(3), context.Attributes));

    public override void Lower(LoweringContext context)
    {
        var (input, weights, output) = (Quantized.Read(context.Node, 1, 2), Quantized.Read(context.Node, 4, 5), Quantized.Read(context.Node, 6, 7));
        var folded = IntegerWeights.Fold(context.Constant(3)!, weights.ZeroPoints);
        var (image, shape) = (Image(context.Type(0).Shape), folded.Main.Shape);
        var query = new KernelQuery
        {
            Operator = "Conv",
            Weights = WeightStatistics.Of(folded.Main),
            Outputs = shape[0],
            Inputs = shape.Product(1, 4),
            Rows = context.OutputType.Shape.Product(0, 3),
            PlanarGain = PlanarGain.Of(image, shape, context.OutputType.Shape, context.Attributes),
        };
        new IntegerLayer(context, query, () => ConvImage.ShapeStruct(context, image, shape), folded, ConvImage.Macs(context.OutputType.Shape, shape))
            .Requantize(input, context.Constant(8), Quantized.Multipliers(input, weights, output), output);
    }

    private static TensorShape Image(TensorShape planes) => new(planes[0], planes[2], planes[3], planes[1]);
}
