namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>The greatest of its operands, element by element.</summary>
internal sealed class Max : VariadicElementwise
{
    public override string Name => "Max";

    protected override string Kernel => "Max";

    public override double Apply(double left, double right) => Math.Max(left, right);
}
