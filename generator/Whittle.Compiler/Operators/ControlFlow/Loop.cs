using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.ControlFlow;

/// <summary>A body, repeated: its state goes from turn to turn, its other results are stacked. How often must be known at build time, by the trip count or by a
/// condition that each turn computes from constants.</summary>
internal sealed class Loop : Operator
{
    private const int FirstState = 2;

    public override string Name => "Loop";

    public override string Restrictions => "constant trip count or condition; unrolled, 20,000 nodes at most";

    public override (int Minimum, int Maximum) Inputs => (0, int.MaxValue);

    public override int Outputs => int.MaxValue;

    public override bool FirstOutputIsOptional => true;

    public override void Infer(InferenceContext context)
    {
        context.RequireSingle(0, "trip count");
        context.RequireSingle(1, "condition");
        if ((context.Has(0) && context.Constant(0) is null) || (!context.Has(0) && !context.Has(1)))
        {
            throw ControlFlowErrors.AtRunTime(context.Node.Name, Name, "trip count");
        }

        if (context.Has(1) && context.Constant(1) is null)
        {
            throw ControlFlowErrors.AtRunTime(context.Node.Name, Name, "condition");
        }

        var body = context.Body("body");
        var states = Math.Max(0, context.Node.Inputs.Count - FirstState);
        if (body.Inputs != states + FirstState
            || body.Outputs < states + 1
            || context.Node.Outputs.Count > body.Outputs - 1
            || context.Node.Inputs.Skip(FirstState).Any(state => state is null))
        {
            throw context.Mismatch($"its body of {body.Inputs} operands and {body.Outputs} results does not fit {states} states", "Export the model again.");
        }
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var body = context.Attributes.Body("body")!;
        var states = context.Node.Inputs.Skip(FirstState).Select(state => state!).ToArray();
        var count = context.Has(0) ? context.Input(0).Constant!.ToInt64s()[0] : long.MaxValue;
        var holds = !context.Has(1) || IsTrue(context.Input(1));
        var stacks = Enumerable.Range(0, body.Outputs - 1 - states.Length).Select(_ => new List<Value>()).ToArray();
        for (var turn = 0L; turn < count && holds; turn++)
        {
            var number = context.Constant(Tensor.FromInt64s(TensorShape.Scalar, [turn]));
            var condition = context.Constant(Tensor.From(Plan.ElementType.Bool, TensorShape.Scalar, [(byte)1]));
            var results = context.Inline(body, [number, condition, .. states]);
            if (!results[0].IsConstant)
            {
                throw ControlFlowErrors.AtRunTime(context.Node.Name, Name, "condition");
            }

            holds = IsTrue(results[0]);
            states = [.. results.Skip(1).Take(states.Length)];
            for (var i = 0; i < stacks.Length; i++)
            {
                stacks[i].Add(results[1 + states.Length + i]);
            }
        }

        return [.. states, .. stacks.Select((stack, i) => context.Wants(states.Length + i) ? Stacked.Along(context, 0, stack) : null)];
    }

    private static bool IsTrue(Value value) => value.Constant!.Length == 1 && value.Constant.ToDoubles()[0] != 0;
}
