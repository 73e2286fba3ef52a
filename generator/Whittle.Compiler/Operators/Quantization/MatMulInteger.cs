using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Matrix product of 8-bit operands to int32: a, b, a's zero point, b's zero point. Constant b becomes <see cref="FullyConnectedInteger"/>.</summary>
internal sealed class MatMulInteger : Operator
{
    public override string Name => "MatMulInteger";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (2, 4);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.UInt8, ElementType.Int8);
        context.Require(1, ElementType.UInt8, ElementType.Int8);
        var shape = MatMul.ProductShape(context, 0, 1);
        CheckZeroPoints(context, context.Shape(1)[context.Shape(1).Rank - 1]);
        context.SetOutput(0, ElementType.Int32, shape);
    }

    public override Value?[]? Expand(ExpansionContext context) =>
        IntegerProduct.IsLayer(context.Node, 0, 1) && context.Node.InputOrNull(3) is null or { IsConstant: true }
            ? null
            : [IntegerProduct.Of(context, context.Input(0), context.Node.InputOrNull(2), context.Input(1), context.Node.InputOrNull(3))];

    /// <summary>One zero point for the left operand; a constant one, or one per output, for the weights. Shared with ConvInteger.</summary>
    internal static void CheckZeroPoints(InferenceContext context, int outputs)
    {
        context.RequireSingle(2, "operand's zero point");
        if (context.Has(3) && context.Shape(3).Length is var length && length != 1 && length != outputs)
        {
            throw context.Mismatch($"{length} zero points do not fit {outputs} outputs", "The weights need one, or one per output; export the model again.");
        }
    }
}
