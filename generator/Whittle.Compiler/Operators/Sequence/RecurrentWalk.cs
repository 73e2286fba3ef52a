using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>One direction of a recurrent layer, its input already multiplied: the projected input, the recurrent weights, the lengths, the initial hidden
/// state, then what the layer has of its own. Gives the last states and, last, the sequence.</summary>
public abstract class RecurrentWalk : Operator
{
    private const int LengthsOperand = 2;
    private const int HiddenOperand = 3;

    public override string Domain => OperatorTable.WhittleDomain;

    /// <summary>Class of the runtime's kernel.</summary>
    protected abstract string Kernel { get; }

    public override void Infer(InferenceContext context)
    {
        var (x, hidden) = (context.Shape(0), context.Shape(1)[1]);
        for (var i = 0; i < Outputs - 1; i++)
        {
            context.SetOutput(i, ElementType.Float32, x[1], hidden);
        }

        context.SetOutput(Outputs - 1, ElementType.Float32, x[0], x[1], hidden);
    }

    public override void Lower(LoweringContext context)
    {
        var (x, hidden) = (context.Type(0).Shape, context.Type(1).Shape[1]);
        context.Step(
            Kernel + ".Run",
            [
                new("projected", context.Input(0)),
                new("recurrence", context.Input(1)),
                new("lengths", context.Has(LengthsOperand) ? context.Input(LengthsOperand) : Empty),
                new("initialHidden", Optional(context, HiddenOperand)),
                new("output", Result(context, Outputs - 1)),
                new("outputHidden", Result(context, 0)),
                new("steps", x[0]),
                new("batch", x[1]),
                new("hidden", hidden),
                new("reverse", context.Attributes.Flag("reverse", false)),
                new("clip", context.Attributes.Float("clip", 0)),
                .. Own(context),
            ]);
    }

    /// <summary>The arguments that only this kernel has.</summary>
    protected abstract Argument[] Own(LoweringContext context);

    protected static Operand Empty => new PlanValue.Integers(default);

    protected static Operand Optional(LoweringContext context, int index) => context.Has(index) ? context.Input(index) : Empty;

    /// <summary>A result to write, or nothing when nobody reads it.</summary>
    protected static Operand Result(LoweringContext context, int index) =>
        context.Node.Outputs[index] is { } value && (value.Consumers.Count > 0 || value.IsGraphOutput) ? context.Output(index) : Empty;
}
