using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>Gated recurrent units; with linear_before_reset the reset gate multiplies the product, else the state.</summary>
internal sealed class GRU : Recurrence
{
    public override string Name => "GRU";

    public override string Restrictions => "float32";

    public override (int Minimum, int Maximum) Inputs => (3, 6);

    public override int Outputs => 2;

    protected override int Gates => 3;

    protected override string[] DefaultActivations => ["Sigmoid", "Tanh"];

    private protected override Value[] Walk(RecurrentDirection way, int direction)
    {
        var context = way.Context;
        var resetsProduct = context.Attributes.Flag("linear_before_reset", false);
        var bias = way.BiasOf(0, Gates);
        var zeros = context.Constant(Tensor.FromFloats(new TensorShape(way.Hidden), new float[way.Hidden]));
        if (bias is not null)
        {
            var recurrent = resetsProduct ? context.Concat(0, way.BiasOf(Gates, 2)!, zeros) : way.BiasOf(Gates, Gates);
            bias = context.Call("Add", [bias, recurrent]);
        }

        return context.CallOwn(
            "GruWalk",
            [way.Project(bias), way.Recurrence, context.Node.InputOrNull(Lengths), way.State(InitialHidden), resetsProduct ? way.BiasOf(Gates + 2, 1) ?? zeros : null],
            2,
            WalkAttributes(way, direction));
    }
}
