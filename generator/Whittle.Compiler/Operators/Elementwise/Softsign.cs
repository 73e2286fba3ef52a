using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x / (1 + |x|).</summary>
internal sealed class Softsign : UnaryElementwise
{
    public override string Name => "Softsign";

    public override double Apply(Node node, double value) => value / (1 + Math.Abs(value));
}
