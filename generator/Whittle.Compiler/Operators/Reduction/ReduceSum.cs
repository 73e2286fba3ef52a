using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>The sum of each group.</summary>
internal sealed class ReduceSum : Reduction
{
    public override string Name => "ReduceSum";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64, ElementType.Int32, ElementType.Int64];

    public override double Apply(IEnumerable<double> values) => values.Sum();
}
