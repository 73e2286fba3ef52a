using Whittle.Compiler.Operators.Pooling;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>Window average of an 8-bit operand to 8 bits: x, its scale and zero point, the result's scale and zero point. The channels-last pass turns it into
/// its image form.</summary>
internal sealed class QLinearAveragePool : Operator
{
    public override string Name => "QLinearAveragePool";

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
        if (context.Shape(0).Rank > 4)
        {
            throw context.Unsupported($"it pools over {context.Shape(0).Rank - 2} dimensions", "One and two spatial dimensions are supported.");
        }

        context.SetOutput(0, type, [.. context.Shape(0).Take(2), .. WindowPool.Geometry(context).Output]);
    }
}
