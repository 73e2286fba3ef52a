using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>ln x.</summary>
internal sealed class Log : UnaryElementwise
{
    public override string Name => "Log";

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public override double Apply(Node node, double value) => Math.Log(value);
}
