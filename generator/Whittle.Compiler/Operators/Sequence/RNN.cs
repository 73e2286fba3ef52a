using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>The plain recurrent layer: h = f(W x + R h + b).</summary>
internal sealed class RNN : Recurrence
{
    public override string Name => "RNN";

    public override string Restrictions => "float32";

    public override (int Minimum, int Maximum) Inputs => (3, 6);

    public override int Outputs => 2;

    protected override int Gates => 1;

    protected override string[] DefaultActivations => ["Tanh"];

    private protected override Value[] Walk(RecurrentDirection way, int direction)
    {
        var context = way.Context;
        var bias = way.BiasOf(0, 1) is { } first ? context.Call("Add", [first, way.BiasOf(1, 1)]) : null;
        return context.CallOwn(
            "RnnWalk", [way.Project(bias), way.Recurrence, context.Node.InputOrNull(Lengths), way.State(InitialHidden)], 2, WalkAttributes(way, direction));
    }
}
