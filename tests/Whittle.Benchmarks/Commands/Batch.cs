using System.Diagnostics;
using System.Globalization;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Compilation;
using Whittle.Benchmarks.Measuring;

namespace Whittle.Benchmarks.Commands;

/// <summary>Many samples on all cores, in wall time, against ONNX Runtime with as many threads.</summary>
internal static class Batch
{
    private const int Samples = 1024;

    // ONNX Runtime's threads spin when they have nothing to do, on the cores that the other one's threads need.
    private const int PauseMilliseconds = 100;

    public static IReadOnlyList<(string Variant, double Target)> Variants { get; } = [("int8-dense", 1), ("int8-90", 1.5)];

    public static int Run()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lenet300, {Samples} samples, {Environment.ProcessorCount} cores"));
        Console.WriteLine($"{"variant",-16} {"ours_us",10} {"ort_qdq_us",11} {"ratio_qdq",10} {"target",8}");
        var equal = true;
        foreach (var (name, target) in Variants)
        {
            var (ours, ort, ratio, difference) = Measure(name);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} {ours,10:F1} {ort,11:F1} {ratio,10:F2} {target,8:0.0##}{(ratio < target ? " miss" : "")}"));
            if (difference is not null)
            {
                equal = false;
                Console.WriteLine($"  DIFFERENT: {difference}");
            }
        }

        return equal ? 0 : 1;
    }

    /// <summary>Microseconds of ours and of ONNX Runtime for the whole batch, the ratio, and what differs.</summary>
    public static (double Ours, double Ort, double Ratio, string? Difference) Measure(string variantName)
    {
        var variant = NetCatalogue.All.Single(net => net.Name == "lenet300").Variants.Single(item => item.Name == variantName);
        var prepared = new PreparedNet("lenet300", variant.Form);
        var result = prepared.Compile(variant.Dress, $"_{variantName.Replace('-', '_')}_batch");
        var ours = new OurNet(prepared.Net, NetAssembly.Load([result])[0], result.Plan, Samples);
        var model = prepared.QdqBatch(Samples);
        prepared.Net.Sample(3, Samples).CopyTo(ours.Input, 0);
        ours.RunBatch();
        string? difference;
        using (var exact = new OrtNet(model, prepared.Net, Samples, Environment.ProcessorCount, exact: true))
        {
            ours.Input.CopyTo(exact.Input, 0);
            exact.Run(1);
            difference = Agreement.Compare(0, ours.Output, exact.Output);
        }

        using var ort = new OrtNet(model, prepared.Net, Samples, Environment.ProcessorCount);
        ours.Input.CopyTo(ort.Input, 0);
        Action<int>[] candidates = [times => Repeat(ours.RunBatch, times), ort.Run];
        Interleaved.WarmUp(candidates);
        // One processor (DOTNET_PROCESSOR_COUNT=1) is one thread, whose own clock other programs do not disturb.
        var times = Environment.ProcessorCount == 1
            ? Interleaved.Measure(candidates)
            : Interleaved.Measure(candidates, () => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency)), PauseMilliseconds);
        return (Interleaved.Median(times[0]) / 1000, Interleaved.Median(times[1]) / 1000, Interleaved.Ratio(times[1], times[0]), difference);
    }

    private static void Repeat(Action action, int times)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }
}
