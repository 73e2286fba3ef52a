namespace Whittle.Compiler.Operators.Movement;

/// <summary><see cref="ScatterElements"/> under its old name.</summary>
internal sealed class Scatter : ScatterElements
{
    public override string Name => "Scatter";

    public override int MinimumOpset => 9;

    public override int MaximumOpset => 10;
}
