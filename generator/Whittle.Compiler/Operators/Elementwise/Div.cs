using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Left / right; integers truncate towards zero.</summary>
internal sealed class Div : BinaryElementwise
{
    public override string Name => "Div";

    protected override string Kernel => "Divide";

    public override double Apply(Node node, double left, double right) => left / right;

    public override long Apply(Node node, long left, long right) => right == 0 ? throw new DivideByZeroException() : left / right;
}
