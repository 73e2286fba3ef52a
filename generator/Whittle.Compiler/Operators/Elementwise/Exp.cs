using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>e^x.</summary>
internal sealed class Exp : UnaryElementwise
{
    public override string Name => "Exp";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(Node node, double value) => Math.Exp(value);
}
