using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>The sum of magnitudes of each group.</summary>
internal sealed class ReduceL1 : Reduction
{
    public override string Name => "ReduceL1";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64, ElementType.Int32, ElementType.Int64];

    public override double Apply(IEnumerable<double> values) => values.Sum(Math.Abs);
}
