using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>tanh x.</summary>
internal sealed class Tanh : UnaryElementwise
{
    public override string Name => "Tanh";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(Node node, double value) => Math.Tanh(value);
}
