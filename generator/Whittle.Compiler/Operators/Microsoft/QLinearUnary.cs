using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;
using Whittle.Runtime.Kernels;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>An 8-bit function of an 8-bit operand, a table of 256 entries: x, its scale and zero point, the result's scale and zero point.</summary>
public abstract class QLinearUnary : Operator
{
    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (4, 5);

    public override void Infer(InferenceContext context)
    {
        Quantized.Check(context, 1, 2);
        Quantized.Check(context, 3, 4);
        context.SetOutput(0, context.Require(0, ElementType.UInt8, ElementType.Int8), context.Shape(0));
    }

    public override void Lower(LoweringContext context)
    {
        var (input, output) = (Quantized.Read(context.Node, 1, 2), Quantized.Read(context.Node, 3, 4));
        var table = Table(context.Node, context.Type(0).Element == ElementType.Int8, input, output);
        LookupTable.Lower(context, Tensor.From(ElementType.UInt8, new TensorShape(256), table));
    }

    /// <summary>Entry x is the result's bits for the operand's bits x.</summary>
    protected abstract byte[] Table(Node node, bool signed, Quantized input, Quantized output);
}

/// <summary>1 / (1 + e^−x) in 8 bits.</summary>
internal sealed class QLinearSigmoid : QLinearUnary
{
    public override string Name => "QLinearSigmoid";

    protected override byte[] Table(Node node, bool signed, Quantized input, Quantized output) =>
        QuantizedTables.Sigmoid(signed, input.Scale, input.ZeroPoint, output.Scale, output.ZeroPoint);
}

/// <summary>x, or alpha · x below zero, in 8 bits.</summary>
internal sealed class QLinearLeakyRelu : QLinearUnary
{
    public override string Name => "QLinearLeakyRelu";

    protected override byte[] Table(Node node, bool signed, Quantized input, Quantized output) =>
        QuantizedTables.LeakyRelu(signed, input.Scale, input.ZeroPoint, output.Scale, output.ZeroPoint, node.Attributes.Float("alpha", 0.01f));
}
