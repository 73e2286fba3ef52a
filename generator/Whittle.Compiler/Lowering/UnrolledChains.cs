using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Lowering;

/// <summary>Joins consecutive steps of unrolled layers into one, so that what lies between them needs no memory; quantizing before them and dequantizing behind them goes
/// with them.</summary>
internal static class UnrolledChains
{
    /// <summary>The step's target; the generator writes the code.</summary>
    public const string Target = "Unrolled.Run";

    /// <summary>Half of what the JIT's optimizer takes in one method of vector code.</summary>
    private const long MostMacs = 4096;

    private const int FirstLink = 2;

    /// <summary>A step of one layer, with what must stand before and behind it.</summary>
    public static void AddStep(LoweringContext context, params PlanCall[] links) =>
        context.Step(Target, [new Argument("input", context.Input(0)), new Argument("output", context.Output()), .. Numbered(links)]);

    /// <summary>Joins a step with its successor where nobody else reads what the first one writes.</summary>
    /// <param name="model">Its steps change.</param>
    /// <param name="results">Storage of the graph's outputs.</param>
    public static void Join(LoweredModel model, ISet<Storage> results)
    {
        for (var i = 0; i + 1 < model.Steps.Count;)
        {
            var (step, next) = (model.Steps[i], model.Steps[i + 1]);
            if (IsPassedOn(model, step, next, results) && Joined(step, next) is { } links && Macs(links) <= MostMacs)
            {
                model.Steps[i] = step with
                {
                    Comment = $"{step.Comment}; {next.Comment}",
                    Target = Target,
                    TypeArguments = [],
                    Arguments = [Operand(step, "input"), Operand(next, "output"), .. Numbered(links)],
                };
                model.Steps.RemoveAt(i + 1);

                // The step before may be one to quantize for this one, which it could not join as long as this one began with bytes.
                i = Math.Max(0, i - 1);
            }
            else
            {
                i++;
            }
        }
    }

    private static bool IsPassedOn(LoweredModel model, LoweredStep step, LoweredStep next, ISet<Storage> results) =>
        (step.Target == Target || next.Target == Target)
        && step.Writes.ToArray() is [var storage]
        && next.Reads.ToArray() is [var read]
        && read == storage
        && !results.Contains(storage)
        && model.Steps.Count(other => other.Reads.Contains(storage)) == 1;

    /// <summary>The links of both steps; null where one has none, or where the bytes between them stand for other numbers to each.</summary>
    private static IReadOnlyList<PlanCall>? Joined(LoweredStep step, LoweredStep next)
    {
        if (Links(step) is not { } first || Links(next) is not { } second)
        {
            return null;
        }

        var (last, begin) = (first[first.Count - 1], second[0]);
        if (last.Target != UnrolledLinks.ToBytes)
        {
            return begin.Target == UnrolledLinks.FromBytes ? null : [.. first, .. second];
        }

        return UnrolledLinks.Integer(last, "zeroPoint") == UnrolledLinks.Integer(begin, "zeroPoint")
            ? [.. first.Take(first.Count - 1), .. second.Skip(1)] : null;
    }

    /// <summary>What a step does as links: those of an unrolled step; quantizing and dequantizing by constants.</summary>
    private static IReadOnlyList<PlanCall>? Links(LoweredStep step)
    {
        if (step.Target == Target)
        {
            return [.. step.Arguments.Skip(FirstLink).Select(link => ((PlanValue.Construct)((Operand.Literal)link.Value).Value).Call)];
        }

        if (step.Target is not ("QuantizeLinear.Run" or "DequantizeLinear.Run")
            || Constant(step, "scale") is not PlanValue.Float { Value: var scale }
            || Constant(step, "zeroPoint") is not PlanValue.Integer { Value: var zeroPoint })
        {
            return null;
        }

        var isQuantize = step.Target == "QuantizeLinear.Run";
        var type = (isQuantize ? step.Writes : step.Reads).Single().Type;
        var (lowest, highest) = Quantized.Range(type.Element);
        return isQuantize
            ? [UnrolledLinks.QuantizeFloats(type.Length, scale, lowest - (int)zeroPoint, highest - (int)zeroPoint), UnrolledLinks.Bytes(UnrolledLinks.ToBytes, type, (int)zeroPoint)]
            : [UnrolledLinks.Bytes(UnrolledLinks.FromBytes, type, (int)zeroPoint), UnrolledLinks.ScaleWhole(type.Length, scale)];
    }

    private static PlanValue? Constant(LoweredStep step, string name) => (Operand(step, name).Value as Operand.Literal)?.Value;

    private static Argument Operand(LoweredStep step, string name) => step.Arguments.Single(argument => argument.Name == name);

    private static IEnumerable<Argument> Numbered(IEnumerable<PlanCall> links) =>
        links.Select((link, index) => new Argument(FormattableString.Invariant($"layer{index + 1}"), new PlanValue.Construct(link)));

    private static long Macs(IEnumerable<PlanCall> links) => links
        .Where(link => link.Target == UnrolledLinks.FullyConnected)
        .Sum(link => (long)UnrolledLinks.Integer(link, "inputs") * UnrolledLinks.Integer(link, "outputs"));
}
