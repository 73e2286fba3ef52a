using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Left to the power of right.</summary>
internal sealed class Pow : BinaryElementwise
{
    public override string Name => "Pow";

    protected override string Kernel => "Pow";

    public override double Apply(Node node, double left, double right) => Math.Pow(left, right);
}
