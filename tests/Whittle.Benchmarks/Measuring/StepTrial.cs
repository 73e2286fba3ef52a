using System.Globalization;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Compilation;
using Whittle.Compiler;
using Whittle.Plan;

namespace Whittle.Benchmarks.Measuring;

/// <summary>One step of a prediction.</summary>
/// <param name="Name">The plan's comment.</param>
/// <param name="Kernel">What is called.</param>
/// <param name="Microseconds">What it adds to a prediction.</param>
/// <param name="Layer">The layer, if the step is one.</param>
internal sealed record StepRow(string Name, string Kernel, double Microseconds, PlanLayer? Layer)
{
    /// <summary>Multiplications a cycle, as if no weight were zero.</summary>
    public double MacsPerCycle => Layer!.Macs / (Microseconds * 1000 * Roofline.Gigahertz);

    public double RooflineShare => Roofline.Bound(Layer!) / (Microseconds * 1000);
}

/// <summary>Times each step of a plan: the plan is compiled once for every step, cut off behind it, and times are subtracted.</summary>
internal static class StepTrial
{
    public static IReadOnlyList<StepRow> Measure(NetEntry entry, Variant variant)
    {
        var prepared = new PreparedNet(entry.Name, variant.Form);
        return Measure(prepared, prepared.Compile(variant.Dress, $"_{variant.Name.Replace('-', '_')}_steps", variant.Exact));
    }

    /// <summary>The steps of a compiled net.</summary>
    public static IReadOnlyList<StepRow> Measure(PreparedNet prepared, CompileResult whole)
    {
        var cuts = Enumerable.Range(0, whole.Plan.Steps.Count + 1).Select(count => Cut(whole, count)).ToArray();
        var nets = NetAssembly.Load(cuts).Select((calls, i) => new OurNet(prepared.Net, calls, cuts[i].Plan)).ToArray();
        Array.ForEach(nets, net => prepared.Net.Sample(7).CopyTo(net.Input, 0));
        Action<int>[] candidates = [.. nets.Select(net => (Action<int>)net.Run)];
        Interleaved.WarmUp(candidates);
        var times = Interleaved.Measure(candidates);
        return
        [
            new StepRow("call, and scratch memory", "", Interleaved.Median(times[0]) / 1000, null),
            .. whole.Plan.Steps.Select((step, i) => Row(whole.Plan, step, Interleaved.Median(times[i + 1].Zip(times[i], (after, before) => after - before)) / 1000)),
        ];
    }

    /// <summary>The compiled net with a part of its steps only, which then read whatever stands in scratch memory.</summary>
    public static CompileResult With(CompileResult whole, string suffix, IEnumerable<PlanStep> steps) => whole with
    {
        Plan = whole.Plan with
        {
            ClassName = whole.Plan.ClassName + suffix,
            WeightsResource = whole.Plan.WeightsResource + suffix,
            Steps = steps.ToEquatable(),
        },
    };

    /// <summary>The layer that a step is. Steps of objects are layers with weights, and their comments begin with the layer's name.</summary>
    public static PlanLayer? LayerOf(ModelPlan plan, PlanStep step) =>
        IsObject(step.Call.Target) ? plan.Layers.FirstOrDefault(item => step.Comment.StartsWith(item.Name + ":", StringComparison.Ordinal)) : null;

    private static CompileResult Cut(CompileResult whole, int steps) => With(whole, string.Create(CultureInfo.InvariantCulture, $"_{steps}"), whole.Plan.Steps.Take(steps));

    private static StepRow Row(ModelPlan plan, PlanStep step, double microseconds)
    {
        var layer = LayerOf(plan, step);
        return new StepRow(step.Comment, layer?.Kernel ?? step.Call.Target, microseconds, layer);
    }

    private static bool IsObject(string target) => target[0] == 'o' && char.IsAsciiDigit(target[1]);
}
