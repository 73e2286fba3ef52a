using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x to the nearest integer, half to even.</summary>
internal sealed class Round : UnaryElementwise
{
    public override string Name => "Round";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(Node node, double value) => Math.Round(value, MidpointRounding.ToEven);
}
