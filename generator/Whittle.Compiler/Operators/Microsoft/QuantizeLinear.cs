using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>What ONNX calls <see cref="Quantization.QuantizeLinear"/>, from before that knew 16 bits.</summary>
internal sealed class QuantizeLinear : Operator
{
    public override string Name => "QuantizeLinear";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    public override void Infer(InferenceContext context) => OperatorTable.Find("", Name)!.Infer(context);

    public override Value?[]? Expand(ExpansionContext context) => [Standard(context)];

    /// <summary>The same call of ONNX's operator; shared with DequantizeLinear.</summary>
    internal static Value Standard(ExpansionContext context) => context.Call(
        context.Node.OperatorType, [.. context.Node.Inputs], [.. context.Attributes.Names.Select(name => (name, context.Attributes.Get(name)))]);
}
