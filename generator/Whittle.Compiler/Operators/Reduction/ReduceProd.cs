using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>The product of each group.</summary>
internal sealed class ReduceProd : Reduction
{
    public override string Name => "ReduceProd";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64, ElementType.Int32, ElementType.Int64];

    public override double Apply(IEnumerable<double> values) => values.Aggregate(1.0, (product, value) => product * value);
}
