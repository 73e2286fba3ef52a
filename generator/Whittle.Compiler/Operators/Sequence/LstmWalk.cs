using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>One direction of <see cref="LSTM"/>, with the initial cell and the peepholes behind the common operands.</summary>
internal sealed class LstmWalk : RecurrentWalk
{
    public override string Name => "LstmWalk";

    public override (int Minimum, int Maximum) Inputs => (2, 6);

    public override int Outputs => 3;

    protected override string Kernel => "Lstm";

    protected override Argument[] Own(LoweringContext context) =>
    [
        new("initialCell", Optional(context, 4)),
        new("peepholes", Optional(context, 5)),
        new("outputCell", Result(context, 1)),
        new("coupled", context.Attributes.Flag("coupled", false)),
        new("gate", RecurrentActivations.Struct(context, 0)),
        new("cell", RecurrentActivations.Struct(context, 1)),
        new("result", RecurrentActivations.Struct(context, 2)),
    ];
}
