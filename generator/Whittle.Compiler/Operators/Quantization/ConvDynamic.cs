using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>
/// Convolution of an 8-bit operand to float: x, its scale, its zero point (both may be computed at run time), int8 w, its scales, float bias.
/// y = accumulator · (xScale · wScale) + bias. The channels-last pass turns it into <see cref="ConvDynamicImage"/>.
/// </summary>
internal sealed class ConvDynamic : Operator
{
    public override string Name => "ConvDynamic";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (5, 6);

    public override void Infer(InferenceContext context) => context.SetOutput(0, ElementType.Float32, Conv.Resolve(context, 0, 3).Output);
}
