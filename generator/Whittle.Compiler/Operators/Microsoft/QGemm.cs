using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>
/// alpha · A·B + C on 8-bit A and B: a, its scale and zero point, b, its scale and zero point, int32 C, and for an 8-bit result its scale and zero point
/// (without them the result is float). A pass turns constant b into a fully connected layer.
/// </summary>
internal sealed class QGemm : Operator
{
    public override string Name => "QGemm";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (6, 9);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.UInt8, ElementType.Int8);
        context.Require(3, ElementType.UInt8, ElementType.Int8);
        var (a, b) = (context.Shape(0), context.Shape(3));
        var (transA, transB) = (context.Attributes.Flag("transA", false), context.Attributes.Flag("transB", false));
        if (a.Rank != 2 || b.Rank != 2 || a[transA ? 0 : 1] != b[transB ? 1 : 0])
        {
            throw context.Mismatch(
                $"shapes {a} and {b} do not multiply (transA={transA}, transB={transB})", "The inner dimensions must be equal; check the model's input shape.");
        }

        var outputs = b[transB ? 0 : 1];
        Quantized.Check(context, 1, 2);
        Quantized.Check(context, 4, 5, outputs);
        if (context.Has(7))
        {
            Quantized.Check(context, 7, 8);
        }

        if (context.Has(6)
            && context.Require(6, ElementType.Int32) == ElementType.Int32
            && (context.Constant(6) is not { } c || (c.Length != 1 && c.Length != outputs)))
        {
            throw context.Unsupported(
                $"its C of shape {context.Shape(6)} is computed at run time, or not one number per output ({outputs})",
                "Store C in the model with one number per output.");
        }

        context.SetOutput(
            0, context.Has(7) ? context.Has(8) ? context.Type(8).Element : ElementType.UInt8 : ElementType.Float32, a[transA ? 1 : 0], b[transB ? 0 : 1]);
    }

    public override void Lower(Lowering.LoweringContext context) =>
        throw context.Unsupported(
            "its right operand is computed at run time, or its left one is transposed", "Only constant weight matrices are supported in integer products.");
}
