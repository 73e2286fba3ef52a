using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>⌈x⌉.</summary>
internal sealed class Ceil : UnaryElementwise
{
    public override string Name => "Ceil";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(Node node, double value) => Math.Ceiling(value);
}
