using Whittle.Compiler.Operators.Elementwise;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>The Euclidean length of each group.</summary>
internal sealed class ReduceL2 : Reduction
{
    public override string Name => "ReduceL2";

    public override double Apply(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

    protected override PlanValue Reducer(ElementType type) => UnaryElementwise.Struct(Name);
}
