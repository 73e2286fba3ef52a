using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>The sum of its operands, element by element.</summary>
internal sealed class Sum : VariadicElementwise
{
    public override string Name => "Sum";

    protected override string Kernel => "Add";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(double left, double right) => left + right;
}
