using Whittle.Compiler.Operators.Elementwise;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>The logarithm of the sum of each group.</summary>
internal sealed class ReduceLogSum : Reduction
{
    public override string Name => "ReduceLogSum";

    public override double Apply(IEnumerable<double> values) => Math.Log(values.Sum());

    protected override PlanValue Reducer(ElementType type) => UnaryElementwise.Struct(Name);
}
