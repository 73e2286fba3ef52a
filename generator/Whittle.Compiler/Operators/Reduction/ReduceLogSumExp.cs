using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>ln Σ e^x of each group, computed from its maximum so that nothing overflows.</summary>
internal sealed class ReduceLogSumExp : Reduction
{
    public override string Name => "ReduceLogSumExp";

    public override double Apply(IEnumerable<double> values)
    {
        var maximum = values.DefaultIfEmpty(double.NegativeInfinity).Max();
        return maximum + Math.Log(values.Sum(value => Math.Exp(value - maximum)));
    }

    public override void Lower(LoweringContext context) => context.Step(
        "ReduceLogSumExp.Run",
        new Argument("input", context.Input(0)),
        new Argument("output", context.Output()),
        new Argument("shape", context.Type(0).Shape.ToArray()),
        new Argument("reduced", new PlanValue.Booleans(Reduced(context.Node).ToEquatable())));
}
