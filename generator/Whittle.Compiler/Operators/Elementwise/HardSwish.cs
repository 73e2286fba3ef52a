using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x · max(0, min(1, x/6 + 0.5)).</summary>
internal sealed class HardSwish : UnaryElementwise
{
    public override string Name => "HardSwish";

    public override double Apply(Node node, double value) => value * Math.Max(0, Math.Min(1, (value / 6) + 0.5));
}
