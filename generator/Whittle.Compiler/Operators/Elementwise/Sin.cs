using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>sin x.</summary>
internal sealed class Sin : UnaryElementwise
{
    public override string Name => "Sin";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(Node node, double value) => Math.Sin(value);
}
