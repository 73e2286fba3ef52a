using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>The error function.</summary>
internal sealed class Erf : UnaryElementwise
{
    public override string Name => "Erf";

    public override double Apply(Node node, double value) => ErrorFunction.Erf(value);
}
