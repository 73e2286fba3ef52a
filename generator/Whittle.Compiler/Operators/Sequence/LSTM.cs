using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>Long short-term memory with peepholes, initial_h, initial_c and P behind the common operands.</summary>
internal sealed class LSTM : Recurrence
{
    private const int InitialCell = 6;
    private const int Peepholes = 7;

    public override string Name => "LSTM";

    public override string Restrictions => "float32";

    public override (int Minimum, int Maximum) Inputs => (3, 8);

    public override int Outputs => 3;

    protected override int Gates => 4;

    protected override string[] DefaultActivations => ["Sigmoid", "Tanh", "Tanh"];

    protected override void CheckStates(InferenceContext context, int[] state, int directions, int hidden)
    {
        CheckOptional(context, InitialCell, state);
        CheckOptional(context, Peepholes, directions, 3 * hidden);
    }

    private protected override Value[] Walk(RecurrentDirection way, int direction)
    {
        var context = way.Context;
        var bias = way.BiasOf(0, Gates) is { } first ? context.Call("Add", [first, way.BiasOf(Gates, Gates)]) : null;
        return context.CallOwn(
            "LstmWalk",
            [way.Project(bias), way.Recurrence, context.Node.InputOrNull(Lengths), way.State(InitialHidden), way.State(InitialCell), way.Of(Peepholes)],
            3,
            WalkAttributes(way, direction, ("coupled", context.Attributes.Long("input_forget", 0))));
    }
}
