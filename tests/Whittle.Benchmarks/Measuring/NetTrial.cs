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
    public static IEnumerable<RatioRow> Measure(NetEntry entry)
    {
        var forms = entry.Variants.GroupBy(variant => variant.Form).Select((group, i) => new Trial(entry.Name, group, i)).ToArray();
        var calls = NetAssembly.Load([.. forms.SelectMany(form => form.Models.Select(model => model.Result))]);
        var next = 0;
        foreach (var form in forms)
        {
            var ours = form.Models.Select(model => new OurNet(form.Prepared.Net, calls[next++], model.Result.Plan)).ToArray();
            foreach (var row in Measure(entry, form, ours))
            {
                yield return row;
            }
        }
    }

    private static RatioRow[] Measure(NetEntry entry, Trial trial, OurNet[] ours)
    {
        var prepared = trial.Prepared;
        using var qdq = new OrtNet(prepared.Qdq, prepared.Net);
        using var floats = new OrtNet(prepared.Floats, prepared.Net);
        using var exact = new OrtNet(prepared.Qdq, prepared.Net, exact: true);
        var differences = ours.Select((our, i) => trial.Models[i].Variant.Dress is var dress
            ? Agreement.Check(prepared.Net, dress, our, dress == Dress.Int8 ? exact : floats)
            : null).ToArray();
        ours[0].Input.CopyTo(qdq.Input, 0);
        ours[0].Input.CopyTo(floats.Input, 0);
        Action<int>[] candidates = [qdq.Run, floats.Run, .. ours.Select(our => (Action<int>)our.Run)];
        Interleaved.WarmUp(candidates);
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
            [.. variants.Select(variant => (variant, Prepared.Compile(variant.Dress, string.Create(CultureInfo.InvariantCulture, $"_{index}"))))];
    }
}
