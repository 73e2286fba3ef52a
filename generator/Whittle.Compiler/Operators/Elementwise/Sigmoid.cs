using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>1 / (1 + e^−x).</summary>
internal sealed class Sigmoid : UnaryElementwise
{
    public override string Name => "Sigmoid";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(Node node, double value) => 1 / (1 + Math.Exp(-value));
}
