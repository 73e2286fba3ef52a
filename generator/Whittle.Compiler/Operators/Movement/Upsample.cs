namespace Whittle.Compiler.Operators.Movement;

/// <summary>What <see cref="Resize"/> was called before opset 10: scales of at least 1, nearest or linear.</summary>
internal sealed class Upsample : Resize
{
    public override string Name => "Upsample";

    public override int MinimumOpset => 7;

    public override int MaximumOpset => 9;

    public override (int Minimum, int Maximum) Inputs => (1, 2);
}
