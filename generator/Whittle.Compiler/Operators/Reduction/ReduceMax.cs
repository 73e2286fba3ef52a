using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>The greatest element of each group.</summary>
internal sealed class ReduceMax : Reduction
{
    public override string Name => "ReduceMax";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64, ElementType.Int32, ElementType.Int64, ElementType.Bool];

    public override double Apply(IEnumerable<double> values) => values.DefaultIfEmpty(double.NegativeInfinity).Max();

    public override Value?[]? Expand(ExpansionContext context) => BoolsAsIntegers(context);
}
