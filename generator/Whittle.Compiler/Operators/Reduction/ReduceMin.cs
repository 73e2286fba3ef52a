using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>The least element of each group.</summary>
internal sealed class ReduceMin : Reduction
{
    public override string Name => "ReduceMin";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64, ElementType.Int32, ElementType.Int64, ElementType.Bool];

    public override double Apply(IEnumerable<double> values) => values.DefaultIfEmpty(double.PositiveInfinity).Min();

    public override Value?[]? Expand(ExpansionContext context) => BoolsAsIntegers(context);
}
