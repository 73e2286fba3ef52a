using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Left · right.</summary>
internal sealed class Mul : BinaryElementwise
{
    public override string Name => "Mul";

    protected override string Kernel => "Multiply";

    public override double Apply(Node node, double left, double right) => left * right;

    public override long Apply(Node node, long left, long right) => unchecked(left * right);
}
