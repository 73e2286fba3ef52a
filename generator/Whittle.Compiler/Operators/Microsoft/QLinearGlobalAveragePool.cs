using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>Average of an 8-bit operand over all spatial positions, to 8 bits: operands as <see cref="QLinearAveragePool"/>.</summary>
internal sealed class QLinearGlobalAveragePool : Operator
{
    public override string Name => "QLinearGlobalAveragePool";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (4, 5);

    public override void Infer(InferenceContext context)
    {
        if (context.Attributes.Flag("channels_last", false))
        {
            throw context.Unsupported("channels_last is 1", "Export the model channels-first.");
        }

        Quantized.Check(context, 1, 2);
        Quantized.Check(context, 3, 4);
        var type = context.Require(0, ElementType.UInt8, ElementType.Int8);
        if (context.Shape(0).Rank < 3)
        {
            throw context.Mismatch($"{context.Shape(0)} has no spatial dimensions", "The operand must be [batch, channels, spatial …].");
        }

        context.SetOutput(0, type, [.. context.Shape(0).Take(2), .. context.Shape(0).Skip(2).Select(_ => 1)]);
    }
}
