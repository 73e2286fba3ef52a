using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>One direction of <see cref="RNN"/>.</summary>
internal sealed class RnnWalk : RecurrentWalk
{
    public override string Name => "RnnWalk";

    public override (int Minimum, int Maximum) Inputs => (2, 4);

    public override int Outputs => 2;

    protected override string Kernel => "Rnn";

    protected override Argument[] Own(LoweringContext context) => [new("result", RecurrentActivations.Struct(context, 0))];
}
