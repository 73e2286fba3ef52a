using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>√x.</summary>
internal sealed class Sqrt : UnaryElementwise
{
    public override string Name => "Sqrt";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(Node node, double value) => Math.Sqrt(value);
}
