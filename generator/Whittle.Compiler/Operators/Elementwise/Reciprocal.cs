using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>1 / x.</summary>
internal sealed class Reciprocal : UnaryElementwise
{
    public override string Name => "Reciprocal";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(Node node, double value) => 1 / value;
}
