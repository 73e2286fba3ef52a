using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>What ONNX calls <see cref="Quantization.DequantizeLinear"/>, from before that knew 16 bits.</summary>
internal sealed class DequantizeLinear : Operator
{
    public override string Name => "DequantizeLinear";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    public override void Infer(InferenceContext context) => OperatorTable.Find("", Name)!.Infer(context);

    public override Value?[]? Expand(ExpansionContext context) => [QuantizeLinear.Standard(context)];
}
