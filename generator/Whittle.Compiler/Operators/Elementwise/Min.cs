namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>The least of its operands, element by element.</summary>
internal sealed class Min : VariadicElementwise
{
    public override string Name => "Min";

    protected override string Kernel => "Min";

    public override double Apply(double left, double right) => Math.Min(left, right);
}
