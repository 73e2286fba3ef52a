namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Whether exactly one holds.</summary>
internal sealed class Xor : LogicalBinary
{
    public override string Name => "Xor";

    protected override string Kernel => "LogicalXor";

    public override bool Apply(bool left, bool right) => left != right;
}
