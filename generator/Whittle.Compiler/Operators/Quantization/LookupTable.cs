using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>y = table[x] for 8-bit x: what any function of one 8-bit operand between DequantizeLinear and QuantizeLinear becomes. Attribute signed: whether y
/// is int8.</summary>
internal sealed class LookupTable : Operator
{
    public override string Name => "LookupTable";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public static void Lower(LoweringContext context, Tensor table) => context.Step(
        "LookupTable8.Run",
        new Argument("input", context.Input(0)),
        new Argument("output", context.Output()),
        new Argument("table", context.Store(context.Node.Name + ".table", table)));

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, context.Attributes.Flag("signed", false) ? ElementType.Int8 : ElementType.UInt8, context.Shape(0));

    public override void Lower(LoweringContext context) => Lower(context, context.Constant(1)!);
}
