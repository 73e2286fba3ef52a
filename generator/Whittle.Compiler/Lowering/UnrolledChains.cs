using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Lowering;

/// <summary>Joins consecutive steps of unrolled layers into one, so that what lies between them needs no memory.</summary>
internal static class UnrolledChains
{
    /// <summary>The step's target; the generator writes the code.</summary>
    public const string Target = "Unrolled.Run";

    /// <summary>Half of what the JIT's optimizer takes in one method of vector code.</summary>
    private const long MostMacs = 4096;

    /// <summary>A step of one layer.</summary>
    public static void AddStep(LoweringContext context, Tensor weights, Tensor? bias, float minimum, float maximum) => context.Step(
        Target,
        new Argument("input", context.Input(0)),
        new Argument("output", context.Output()),
        new Argument("layer1", new PlanValue.Construct(new PlanCall(
            "FullyConnected",
            default,
            EquatableArray.Of(
                new PlanArgument("inputs", new PlanValue.Integer(weights.Shape[1])),
                new PlanArgument("outputs", new PlanValue.Integer(weights.Shape[0])),
                new PlanArgument("weights", new PlanValue.Floats(weights.ToFloats().ToEquatable())),
                new PlanArgument("bias", new PlanValue.Floats((bias?.ToFloats() ?? []).ToEquatable())),
                new PlanArgument("minimum", new PlanValue.Float(minimum)),
                new PlanArgument("maximum", new PlanValue.Float(maximum)))))));

    /// <summary>Joins a step with its successor where nobody else reads what the first one writes.</summary>
    /// <param name="model">Its steps change.</param>
    /// <param name="results">Storage of the graph's outputs.</param>
    public static void Join(LoweredModel model, ISet<Storage> results)
    {
        for (var i = 0; i + 1 < model.Steps.Count;)
        {
            var (step, next) = (model.Steps[i], model.Steps[i + 1]);
            if (step.Target == Target && next.Target == Target && IsPassedOn(model, step, next, results) && Macs(step) + Macs(next) <= MostMacs)
            {
                model.Steps[i] = Join(step, next);
                model.Steps.RemoveAt(i + 1);
            }
            else
            {
                i++;
            }
        }
    }

    private static bool IsPassedOn(LoweredModel model, LoweredStep step, LoweredStep next, ISet<Storage> results)
    {
        var storage = step.Writes.Single();
        return next.Reads.Single() == storage && !results.Contains(storage) && model.Steps.Count(other => other.Reads.Contains(storage)) == 1;
    }

    private static LoweredStep Join(LoweredStep step, LoweredStep next)
    {
        var layers = step.Arguments.Skip(2).Concat(next.Arguments.Skip(2))
            .Select((layer, index) => layer with { Name = FormattableString.Invariant($"layer{index + 1}") });
        return step with { Comment = $"{step.Comment}; {next.Comment}", Arguments = [step.Arguments[0], next.Arguments[1], .. layers] };
    }

    private static long Macs(LoweredStep step) => step.Arguments.Skip(2).Sum(layer =>
        ((PlanValue.Construct)((Operand.Literal)layer.Value).Value).Call.Arguments.Select(argument => argument.Value).OfType<PlanValue.Floats>().First().Values.Count);
}
