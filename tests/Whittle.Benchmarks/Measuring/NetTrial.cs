using System.Globalization;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Compilation;
using Whittle.Compiler;

namespace Whittle.Benchmarks.Measuring;

/// <summary>Figures of one net and variant, in microseconds.</summary>
/// <param name="Difference">What made the outputs unequal; null if they agree.</param>
internal sealed record RatioRow(NetEntry Net, Variant Variant, double Ours, double OrtQdq, double OrtFloat, double RatioQdq, double RatioFloat, string Kernels, string? Difference)
{
    /// <summary>The ratio that the target speaks of: against the same dress.</summary>
    public double Ratio => Variant.Dress == Dress.Int8 ? RatioQdq : RatioFloat;
}

/// <summary>Builds, compiles, checks and measures a net in all its variants.</summary>
internal static class NetTrial
{
    /// <summary>Rows in the order of the catalogue.</summary>
    public static IEnumerable<RatioRow> Measure(NetEntry entry)
    {
        var trials = entry.Variants.GroupBy(variant => variant.Form).Select((group, i) => new Trial(entry.Name, group, i)).ToArray();
        var calls = new Queue<ICompiledNet>(NetAssembly.Load([.. trials.SelectMany(trial => trial.Models.Select(model => model.Result))]));
        var ours = trials.Select(trial => trial.Models.Select(model => new OurNet(trial.Prepared.Net, calls.Dequeue(), model.Result.Plan)).ToArray()).ToArray();
        Interleaved.WarmUp([.. ours.SelectMany(nets => nets.Select(net => (Action<int>)net.Run))]);
        var rows = trials.SelectMany((trial, i) => Measure(entry, trial, ours[i])).ToArray();
        return entry.Variants.Select(variant => rows.Single(row => row.Variant == variant));
    }

    private static RatioRow[] Measure(NetEntry entry, Trial trial, OurNet[] ours)
    {
        var prepared = trial.Prepared;
        using var qdq = new OrtNet(prepared.Qdq, prepared.Net);
        using var floats = new OrtNet(prepared.Floats, prepared.Net);
        using var exact = new OrtNet(prepared.Qdq, prepared.Net, exact: true);
        var differences = ours.Select((our, i) => trial.Models[i].Variant is var variant
            ? Agreement.Check(prepared.Net, Agreement.Tolerance(variant), our, variant.Dress == Dress.Int8 ? exact : floats)
            : null).ToArray();
        ours[0].Input.CopyTo(qdq.Input, 0);
        ours[0].Input.CopyTo(floats.Input, 0);
        Action<int>[] candidates = [qdq.Run, floats.Run, .. ours.Select(our => (Action<int>)our.Run)];
        var times = Interleaved.Measure(candidates);
        return [.. trial.Models.Select((model, i) =>
        {
            var time = times[i + 2];
            return new RatioRow(
                entry,
                model.Variant,
                Interleaved.Median(time) / 1000,
                Interleaved.Median(times[0]) / 1000,
                Interleaved.Median(times[1]) / 1000,
                Interleaved.Ratio(times[0], time),
                Interleaved.Ratio(times[1], time),
                string.Join(' ', model.Result.Plan.Layers.Select(layer => $"{layer.Name}={layer.Kernel}")),
                differences[i]);
        })];
    }

    /// <summary>All variants of one weight form.</summary>
    private sealed class Trial(string name, IGrouping<WeightForm, Variant> variants, int index)
    {
        public PreparedNet Prepared { get; } = new(name, variants.Key);

        public IReadOnlyList<(Variant Variant, CompileResult Result)> Models => field ??=
            [.. variants.Select(variant => (variant, Prepared.Compile(variant.Dress, string.Create(CultureInfo.InvariantCulture, $"_{index}"), variant.Exact)))];
    }
}
