using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>cos x.</summary>
internal sealed class Cos : UnaryElementwise
{
    public override string Name => "Cos";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(Node node, double value) => Math.Cos(value);
}
