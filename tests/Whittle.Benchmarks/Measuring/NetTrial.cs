using System.Globalization;
using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Compilation;
using Whittle.Benchmarks.Nets;

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
        var forms = entry.Variants.GroupBy(variant => variant.Form)
            .Select((group, i) => Prepare(entry.Name, group, i))
            .ToArray();
        var calls = NetAssembly.Load([.. forms.SelectMany(form => form.Models.Select(model => model.Result))]);
        var next = 0;
        foreach (var form in forms)
        {
            var ours = form.Models.Select(model => new OurNet(form.Net, calls[next++], model.Result.Plan)).ToArray();
            foreach (var row in Measure(entry, form, ours))
            {
                yield return row;
            }
        }
    }

    private static Prepared Prepare(string name, IGrouping<WeightForm, Variant> variants, int index)
    {
        var net = AllNets.Build(name, variants.Key);
        var (qdq, floats) = (QdqDress.Write(net, Calibration.Measure(net)), FloatDress.Write(net));
        var models = variants.Select(variant =>
        {
            var className = string.Create(CultureInfo.InvariantCulture, $"{name}_{index}_{variant.Dress}");
            return (variant, NetCompilation.Compile(variant.Dress == Dress.Int8 ? qdq : floats, className));
        });
        return new Prepared(net, qdq, floats, [.. models]);
    }

    private static RatioRow[] Measure(NetEntry entry, Prepared form, OurNet[] ours)
    {
        using var qdq = new OrtNet(form.Qdq, form.Net);
        using var floats = new OrtNet(form.Floats, form.Net);
        var differences = ours.Select((our, i) => form.Models[i].Variant.Dress is var dress
            ? Agreement.Check(form.Net, dress, our, dress == Dress.Int8 ? qdq : floats)
            : null).ToArray();
        Action<int>[] candidates = [qdq.Run, floats.Run, .. ours.Select(our => (Action<int>)our.Run)];
        Interleaved.WarmUp(candidates);
        var times = Interleaved.Measure(candidates);
        return [.. form.Models.Select((model, i) =>
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

    private sealed record Prepared(Net Net, byte[] Qdq, byte[] Floats, IReadOnlyList<(Variant Variant, Compiler.CompileResult Result)> Models);
}
