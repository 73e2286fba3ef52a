namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>The sum of its operands, element by element.</summary>
internal sealed class Sum : VariadicElementwise
{
    public override string Name => "Sum";

    protected override string Kernel => "Add";

    public override double Apply(double left, double right) => left + right;
}
