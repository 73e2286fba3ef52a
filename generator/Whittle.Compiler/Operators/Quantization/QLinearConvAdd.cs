using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary><see cref="QLinearConvImage"/> and the QLinearAdd behind it: the convolution's first eight operands, the residual, scales and zero points of
/// the sum's own operand, of the residual and of the sum, and the convolution's optional bias. The attribute residualIsLeft tells the sum's
/// left operand.</summary>
internal sealed class QLinearConvAdd : Operator
{
    public const int Residual = 8;

    /// <summary>Where scale and zero point of the sum's own operand, of the residual and of the sum begin.</summary>
    public const int Sum = 9;

    private const int Bias = 15;

    public override string Name => "QLinearConvAdd";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (15, 16);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, context.Type(7).Element, ConvImage.OutputShape(context.Shape(0), context.Shape(3), context.Attributes));

    public override void Lower(LoweringContext context)
    {
        var node = context.Node;
        var (input, weights, output) = (Quantized.Read(node, 1, 2), Quantized.Read(node, 4, 5), Quantized.Read(node, 6, 7));
        var folded = IntegerWeights.Fold(context.Constant(3)!, weights.ZeroPoints);
        new IntegerLayer(
            context,
            ConvImage.Query(context, folded.Main),
            () => ConvImage.ShapeStruct(context, context.Type(0).Shape, folded.Main.Shape),
            folded,
            ConvImage.Macs(context.OutputType.Shape, folded.Main.Shape))
            .Add(input, context.Constant(Bias), Quantized.Multipliers(input, weights, output), output, Residual, SumStruct(node));
    }

    private static PlanValue.Construct SumStruct(Node node)
    {
        var residualIsLeft = node.Attributes.Flag("residualIsLeft", false);
        var (own, residual, sum) = (Quantized.Read(node, Sum, Sum + 1), Quantized.Read(node, Sum + 2, Sum + 3), Quantized.Read(node, Sum + 4, Sum + 5));
        var (left, right) = residualIsLeft ? (residual, own) : (own, residual);
        return new PlanValue.Construct(new PlanCall(
            "ResidualSum",
            default,
            EquatableArray.Of(
                new PlanArgument("leftScale", new PlanValue.Float(left.Scale)),
                new PlanArgument("leftZeroPoint", new PlanValue.Integer(left.ZeroPoint)),
                new PlanArgument("rightScale", new PlanValue.Float(right.Scale)),
                new PlanArgument("rightZeroPoint", new PlanValue.Integer(right.ZeroPoint)),
                new PlanArgument("outputScale", new PlanValue.Float(sum.Scale)),
                new PlanArgument("outputZeroPoint", new PlanValue.Integer(sum.ZeroPoint)),
                new PlanArgument("residualIsLeft", new PlanValue.Boolean(residualIsLeft)))));
    }
}
