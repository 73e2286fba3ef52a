using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Ln(1 + e^x).</summary>
internal sealed class Softplus : UnaryElementwise
{
    public override string Name => "Softplus";

    public override double Apply(Node node, double value) => value > 30 ? value : Math.Log(1 + Math.Exp(value));
}
