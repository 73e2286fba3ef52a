namespace Whittle.Compiler.Operators.Reduction;

/// <summary>The mean of each group.</summary>
internal sealed class ReduceMean : Reduction
{
    public override string Name => "ReduceMean";

    public override double Apply(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
