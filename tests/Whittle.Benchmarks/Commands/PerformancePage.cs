using System.Globalization;
using System.Text;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Measuring;

namespace Whittle.Benchmarks.Commands;

/// <summary>The text of a processor's page.</summary>
internal sealed class PerformancePage
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public PerformancePage Head()
    {
        Line($"# Performance: {Machine.Processor}");
        Line();
        Line("Written by `dotnet run -c Release --project tests/Whittle.Benchmarks -- write-docs`; do not edit the figures. [Other processors](../performance.md).");
        Line();
        Line($"Measured on {DateTime.UtcNow:yyyy-MM-dd}. Machine: {Machine.Processor}, {Environment.ProcessorCount} cores, {Roofline.Gigahertz:F1} GHz while measuring, load {Machine.Load} before; {Machine.System}; {Machine.Framework}; ONNX Runtime 1.31.1.");
        Line();
        Line("""
            **Method.** Every net is written as ONNX with seeded weights (int8 values uniform without zero, which is the worst case for sparse packing), compiled by the real compiler and generator, and
            called through `Predict` with spans. ONNX Runtime has one thread, all graph optimizations, and inputs and outputs bound before. Before anything is timed, outputs are compared
            (int8: the same bits; float: within 1e-4 of the largest) and a prediction must allocate nothing. Both run in one process in turns, 15 rounds of about 3 ms, in CPU time of the thread
            where the system has such a clock; the table has medians, and ratios are medians of the ratios of a round. In sparse rows ONNX Runtime runs the same pruned weights with its
            dense kernels, for it has no others. Ratio is ONNX Runtime's time by ours: above 1 we are faster. First layers of up to three channels, depthwise layers and most last layers are never pruned.
            """);
        return this;
    }

    public PerformancePage Ratios(IReadOnlyList<RatioRow> rows)
    {
        Line();
        Line("## One prediction, one thread");
        Line();
        foreach (var net in NetCatalogue.All)
        {
            Line($"- `{net.Name}`: {net.Description}");
        }

        Line();
        Line("Targets are for the ratio against the same dress: int8 against QDQ, float against float.");
        Line();
        Line("| net | variant | ours µs | ORT QDQ µs | ORT float µs | ratio QDQ | ratio float | target | |");
        Line("|---|---|---:|---:|---:|---:|---:|---:|---|");
        foreach (var row in rows)
        {
            var verdict = row.Difference is not null ? "outputs differ" : row.Variant.Target is not { } target ? "" : row.Ratio >= target ? "met" : "missed";
            Line($"| {row.Net.Name} | {row.Variant.Name} | {row.Ours:F3} | {row.OrtQdq:F2} | {row.OrtFloat:F2} | {row.RatioQdq:F2} | {row.RatioFloat:F2} | {row.Variant.Target:0.0##} | {verdict} |");
        }

        var missed = rows.Where(row => row.Ratio < row.Variant.Target).ToArray();
        Line();
        Line($"{rows.Count(row => row.Variant.Target is not null) - missed.Length} targets are met, {missed.Length} are missed.");
        return this;
    }

    public PerformancePage Steps(IReadOnlyList<(NetEntry Net, Variant Variant, IReadOnlyList<StepRow> Rows)> trials)
    {
        Line();
        Line("## Where the time goes");
        Line();
        var rates = CoreRates.Here;
        Line("""
            Each plan is compiled once for every step, cut off behind it; differences are the steps. *MAC/cycle* counts multiplications as if no weight were zero. *Roofline* is the
            least time by multiplications or by streaming the weights, whichever takes longer, as a share of the time taken. A step below 30 ns is within the noise of subtraction. Steps
            of the same kernel stand in one row.
            """);
        Line();
        Line($"Rates of a core ({rates.Core}): {rates.Int8} int8 or {rates.Float} float multiplications a cycle, .NET 10 having no 512-bit `vpdpbusd`; {rates.Int4} where weights of four bits are summed in 16; {rates.Int16} of 16 bits for Winograd's, which need a quarter of them; {rates.FirstLevel}, {rates.SecondLevel}, {rates.ThirdLevel} bytes a cycle up to {rates.FirstBytes / 1024} KB, {rates.SecondBytes / 1024} KB and beyond.");
        Line();
        Line("| net | variant | kernel | calls | µs | share | MAC/cycle | roofline |");
        Line("|---|---|---|---:|---:|---:|---:|---:|");
        foreach (var (net, variant, rows) in trials)
        {
            var total = rows.Sum(row => row.Microseconds);
            foreach (var group in rows.GroupBy(row => row.Kernel).OrderByDescending(group => group.Sum(row => row.Microseconds)).Where(group => group.Sum(row => row.Microseconds) > total / 100))
            {
                var time = group.Sum(row => row.Microseconds);
                var layers = group.Where(row => row.Layer is { Macs: > 0 }).ToArray();
                var cells = layers.Length == 0
                    ? "| | |"
                    : Text($"| {layers.Sum(row => row.Layer!.Macs) / (time * 1000 * Roofline.Gigahertz):F1} | {layers.Sum(row => Roofline.Bound(row.Layer!)) / (time * 1000):P0} |");
                Line($"| {net.Name} | {variant.Name} | {(group.Key.Length == 0 ? "(the call itself)" : group.Key)} | {group.Count()} | {time:F3} | {time / total:P0} {cells}");
            }
        }

        return this;
    }

    public PerformancePage Batches()
    {
        Line();
        Line("## Batches");
        Line();
        Line($"lenet300, 1,024 samples, all {Environment.ProcessorCount} cores for both, wall time.");
        Line();
        Line("| variant | ours µs | ORT QDQ µs | ratio | target | |");
        Line("|---|---:|---:|---:|---:|---|");
        foreach (var (name, target) in Batch.Variants)
        {
            var (ours, ort, ratio, difference) = Batch.Measure(name);
            Line($"| {name} | {ours:F0} | {ort:F0} | {ratio:F2} | {target:0.0##} | {(difference is not null ? "outputs differ" : ratio >= target ? "met" : "missed")} |");
        }

        return this;
    }

    public PerformancePage Start()
    {
        var costs = Startup.Measure();
        Line();
        Line("## The first prediction");
        Line();
        Line("What a fresh process that predicts once with lenet300 takes beyond an empty one");
        Line($"({costs.Empty.Milliseconds:F1} ms of CPU time, {costs.Empty.Megabytes:F1} MB):");
        Line();
        Line("| runtime library | ms | target | MB | target | methods compiled just in time |");
        Line("|---|---:|---:|---:|---:|---:|");
        Start("compiled ahead of time, as programs get it from the package (x64 on Linux and Windows)", costs.Precompiled, costs.Empty);
        Start("compiled just in time (other systems, and processors without AVX2)", costs.JustInTime, costs.Empty);
        return this;
    }

    public PerformancePage Loading(IReadOnlyList<LoadRow> rows)
    {
        const double Kilo = 1024;
        var paths = LoadTrial.Paths.ToArray();
        Line();
        Line("## Loading");
        Line();
        Line("""
            At first use the weights are decoded and packed for the path of the processor. Each figure is the median of five fresh processes in CPU time: cold code, without the just-in-time
            compiler's share, which `load` prints too. *Stored* is what the system maps of the assembly's file and may drop; *packed* is native memory; *beyond* is what else is
            held after a collection, the most of any path; decoded tensors and what packing needed besides are left to the collector.
            """);
        Line();
        Line($"| net | variant | stored KB | decode ms | {string.Join(" | ", paths.Select(path => $"{path}: packed KB, ms"))} | beyond KB |");
        Line($"|---|---|---:|---:|{string.Concat(paths.Select(_ => "---:|"))}---:|");
        foreach (var group in rows.GroupBy(row => (row.Net, row.Variant)))
        {
            var cells = group.Select(row => Text($"{row.Packed / Kilo:F0}, {row.Pack:F1}"));
            Line($"| {group.Key.Net.Name} | {group.Key.Variant.Name} | {group.First().Stored / Kilo:F0} | {Interleaved.Median(group.Select(row => row.Decode)):F1} | {string.Join(" | ", cells)} | {group.Max(row => row.Beyond) / Kilo:F1} |");
        }

        var tooMuch = rows.Count(row => row.Beyond > Load.MostBeyond);
        Line();
        Line($"The bound is {Load.MostBeyond / Kilo:F0} KB beyond the packed weights: {(tooMuch == 0 ? "met" : "missed")}.");
        return this;
    }

    private void Start(string library, ProcessCost? cost, ProcessCost empty)
    {
        if (cost is not null)
        {
            var more = cost - empty;
            var time = Text($"{more.Milliseconds:F1} | {Startup.TargetMilliseconds:F0}");
            Line($"| {library} | {time} | {more.Megabytes:F1} | {Startup.TargetMegabytes:F0} | {more.CompiledMethods:F0} |");
        }
    }

    private void Line(FormattableString text) => _text.Append(Text(text)).Append('\n');

    private void Line(string text = "") => _text.Append(text.ReplaceLineEndings("\n")).Append('\n');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
