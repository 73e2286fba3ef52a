using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Left + right.</summary>
internal sealed class Add : BinaryElementwise
{
    public override string Name => "Add";

    protected override string Kernel => "Add";

    public override double Apply(Node node, double left, double right) => left + right;

    public override long Apply(Node node, long left, long right) => unchecked(left + right);
}
