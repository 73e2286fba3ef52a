using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>One direction of <see cref="GRU"/>, with the bias inside the reset gate's product behind the common operands.</summary>
internal sealed class GruWalk : RecurrentWalk
{
    public override string Name => "GruWalk";

    public override (int Minimum, int Maximum) Inputs => (2, 5);

    public override int Outputs => 2;

    protected override string Kernel => "Gru";

    protected override Argument[] Own(LoweringContext context) =>
    [
        new("resetBias", Optional(context, 4)),
        new("gate", RecurrentActivations.Struct(context, 0)),
        new("result", RecurrentActivations.Struct(context, 1)),
    ];
}
