using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>A recurrent layer: X, W, R, B, sequence_lens, initial_h. For each direction the input's part is one product over the whole sequence, which becomes
/// a fully connected layer when its weights are constant, and the rest a walk of the compiler's own.</summary>
public abstract class Recurrence : Operator
{
    protected const int InputWeights = 1;
    protected const int RecurrentWeights = 2;
    protected const int Bias = 3;
    protected const int Lengths = 4;
    protected const int InitialHidden = 5;

    public override int MinimumOpset => 7;

    public override bool FirstOutputIsOptional => true;

    /// <summary>Gates of a unit, in ONNX's order.</summary>
    protected abstract int Gates { get; }

    /// <summary>Activations of one direction when the model names none.</summary>
    protected abstract string[] DefaultActivations { get; }

    public override void Infer(InferenceContext context)
    {
        for (var i = 0; i < Inputs.Maximum; i++)
        {
            if (context.Has(i))
            {
                context.Require(i, i == Lengths ? ElementType.Int32 : ElementType.Float32);
            }
        }

        var (x, w, r) = (context.Shape(0), context.Shape(InputWeights), context.Shape(RecurrentWeights));
        var directions = Directions(context.Attributes);
        var hidden = r.Rank == 3 ? r[2] : 0;
        if (x.Rank != 3 || hidden == 0 || !w.SequenceEqual([directions, Gates * hidden, x[2]]) || !r.SequenceEqual([directions, Gates * hidden, hidden]))
        {
            throw context.Mismatch(
                $"weights {w} and {r} do not fit {x}", $"They must be [directions, {Gates} · hidden, inputs] and [directions, {Gates} · hidden, hidden].");
        }

        var last = context.Attributes.Flag("layout", false);
        var (steps, batch) = last ? (x[1], x[0]) : (x[0], x[1]);
        int[] state = last ? [batch, directions, hidden] : [directions, batch, hidden];
        CheckOptional(context, Bias, directions, 2 * Gates * hidden);
        CheckOptional(context, Lengths, batch);
        CheckOptional(context, InitialHidden, state);
        CheckStates(context, state, directions, hidden);
        RecurrentActivations.Check(context, DefaultActivations.Length * directions);
        context.SetOutput(0, ElementType.Float32, last ? [batch, steps, directions, hidden] : new[] { steps, directions, batch, hidden });
        for (var i = 1; i < Outputs; i++)
        {
            context.SetOutput(i, ElementType.Float32, state);
        }
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var last = context.Attributes.Flag("layout", false);
        var x = last ? context.Transpose(context.Input(0), 1, 0, 2) : context.Input(0);
        var ways = Enumerable.Range(0, Directions(context.Attributes)).Select(d => Walk(new RecurrentDirection(context, x, d, Gates), d)).ToArray();
        var (steps, batch, hidden) = (x.Shape[0], x.Shape[1], context.Shape(RecurrentWeights)[2]);
        var results = new Value[Outputs];
        for (var i = 0; i < results.Length; i++)
        {
            // A walk gives the last states first, then the sequence.
            var isSequence = i == 0;
            var parts = ways.Select(way => isSequence
                ? context.Reshape(way[Outputs - 1], steps, 1, batch, hidden)
                : context.Reshape(way[i - 1], 1, batch, hidden)).ToArray();
            var joined = context.Concat(isSequence ? 1 : 0, parts);
            results[i] = !last ? joined : isSequence ? context.Transpose(joined, 2, 0, 1, 3) : context.Transpose(joined, 1, 0, 2);
        }

        return results;
    }

    /// <summary>The last state of each kind and, last, the sequence of one direction.</summary>
    private protected abstract Value[] Walk(RecurrentDirection way, int direction);

    /// <summary>Operands that only some layers have.</summary>
    protected virtual void CheckStates(InferenceContext context, int[] state, int directions, int hidden)
    {
    }

    /// <summary>Fails unless the operand is absent or has the shape.</summary>
    protected static void CheckOptional(InferenceContext context, int index, params int[] shape)
    {
        if (context.Has(index) && !context.Shape(index).SequenceEqual(shape))
        {
            throw context.Mismatch($"operand {index} of shape {context.Shape(index)} is not [{string.Join(", ", shape)}]", "Export the model again.");
        }
    }

    /// <summary>Attributes of a direction's walk.</summary>
    private protected (string Name, object Value)[] WalkAttributes(RecurrentDirection way, int direction, params (string Name, object Value)[] more)
    {
        var attributes = way.Context.Attributes;
        var reverse = attributes.String("direction", "forward") == "reverse" || direction == 1;
        return [.. RecurrentActivations.Of(attributes, DefaultActivations, direction), ("reverse", reverse ? 1L : 0L), ("clip", attributes.Float("clip", 0)), .. more];
    }

    private static int Directions(NodeAttributes attributes) => attributes.String("direction", "forward") == "bidirectional" ? 2 : 1;
}
