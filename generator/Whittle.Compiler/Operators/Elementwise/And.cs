namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Whether both hold.</summary>
internal sealed class And : LogicalBinary
{
    public override string Name => "And";

    protected override string Kernel => "LogicalAnd";

    public override bool Apply(bool left, bool right) => left && right;
}
