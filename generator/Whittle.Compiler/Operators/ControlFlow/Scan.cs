using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.ControlFlow;

/// <summary>A body, once for each slice of its scanned operands: its state goes from turn to turn, its other results are stacked. Always unrolled.</summary>
internal sealed class Scan : Operator
{
    public override string Name => "Scan";

    public override string Restrictions => "unrolled, 20,000 nodes at most; opset 8 is not taken";

    public override int MinimumOpset => 9;

    public override (int Minimum, int Maximum) Inputs => (1, int.MaxValue);

    public override int Outputs => int.MaxValue;

    public override bool FirstOutputIsOptional => true;

    public override void Infer(InferenceContext context)
    {
        var body = context.Body("body");
        var count = context.Node.Inputs.Count;
        var scanned = context.Attributes.Int("num_scan_inputs", 0);
        var fits = scanned >= 1 && scanned <= count && body.Inputs == count && body.Outputs >= count - scanned && context.Node.Outputs.Count <= body.Outputs;
        if (!fits || context.Node.Inputs.Any(input => input is null))
        {
            throw context.Mismatch(
                $"its body of {body.Inputs} operands and {body.Outputs} results does not fit {count} operands, {scanned} of them scanned",
                "Export the model again.");
        }

        var lengths = Enumerable.Range(0, scanned).Select(i =>
            context.Shape(count - scanned + i)[context.Axis(Pick(context.Attributes, "scan_input_axes", i), context.Shape(count - scanned + i).Rank)]).Distinct().ToArray();
        if (lengths.Length != 1)
        {
            throw context.Mismatch($"its scanned operands have the lengths {string.Join(", ", lengths)}", "They must have one length.");
        }
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var body = context.Attributes.Body("body")!;
        var scanned = context.Attributes.Int("num_scan_inputs", 0);
        var states = context.Node.Inputs.Take(context.Node.Inputs.Count - scanned).Select(state => state!).ToArray();
        var inputs = context.Node.Inputs.Skip(states.Length).Select(input => input!).ToArray();
        var axes = inputs.Select((input, i) => Pick(context.Attributes, "scan_input_axes", i) is var axis && axis < 0 ? axis + input.Shape.Rank : axis)
            .ToArray();
        var length = inputs[0].Shape[axes[0]];
        var stacks = Enumerable.Range(0, body.Outputs - states.Length).Select(_ => new List<Value>()).ToArray();
        for (var turn = 0; turn < length; turn++)
        {
            var slices = inputs.Select((input, i) =>
            {
                var place = Pick(context.Attributes, "scan_input_directions", i) == 1 ? length - 1 - turn : turn;
                return context.Call("Gather", [input, context.Constant(Tensor.FromInt64s(TensorShape.Scalar, [place]))], ("axis", (long)axes[i]));
            }).ToArray();
            var results = context.Inline(body, [.. states, .. slices]);
            states = [.. results.Take(states.Length)];
            for (var i = 0; i < stacks.Length; i++)
            {
                var backwards = Pick(context.Attributes, "scan_output_directions", i) == 1;
                stacks[i].Insert(backwards ? 0 : stacks[i].Count, results[states.Length + i]);
            }
        }

        return
        [
            .. states,
            .. stacks.Select(
                (stack, i) => context.Wants(states.Length + i) ? Stacked.Along(context, Pick(context.Attributes, "scan_output_axes", i), stack) : null),
        ];
    }

    private static int Pick(NodeAttributes attributes, string name, int index) =>
        attributes.Ints(name) is { } values && index < values.Length ? values[index] : 0;
}
