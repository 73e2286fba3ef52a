namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Whether at least one holds.</summary>
internal sealed class Or : LogicalBinary
{
    public override string Name => "Or";

    protected override string Kernel => "LogicalOr";

    public override bool Apply(bool left, bool right) => left || right;
}
