using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x · tanh(ln(1 + e^x)).</summary>
internal sealed class Mish : UnaryElementwise
{
    public override string Name => "Mish";

    public override double Apply(Node node, double value) => value * Math.Tanh(Math.Log(1 + Math.Exp(value)));
}
