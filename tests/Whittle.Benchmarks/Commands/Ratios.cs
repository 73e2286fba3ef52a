using System.Globalization;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Measuring;

namespace Whittle.Benchmarks.Commands;

/// <summary>Ours against ONNX Runtime, one line for each net and variant.</summary>
internal static class Ratios
{
    public static int Run(string[] arguments)
    {
        var (kernels, targets) = (arguments.Contains("--kernels"), arguments.Contains("--targets"));
        var names = arguments.Where(argument => !argument.StartsWith('-')).ToArray();
        if (!NamedNets.AreKnown(names))
        {
            return 2;
        }

        Console.WriteLine($"{Machine.Processor}, load {Machine.Load}, {(ThreadClock.IsCpuTime ? "CPU time of the thread" : "wall time")}");
        Console.WriteLine($"{"net",-12} {"variant",-19} {"ours_us",10} {"ort_qdq_us",11} {"ort_f32_us",11} {"ratio_qdq",10} {"ratio_f32",10}{(targets ? $" {"target",8}" : "")}");
        var different = 0;
        foreach (var row in Measure(names))
        {
            Console.WriteLine(Line(row, kernels, targets));
            if (row.Difference is not null)
            {
                different++;
                Console.WriteLine($"  DIFFERENT: {row.Difference}");
            }
        }

        Console.WriteLine(different == 0 ? "All outputs equal: int8 bit by bit, float within 1e-4 of the largest; no allocation." : $"{different} variants compute something else than ONNX Runtime.");
        return different == 0 ? 0 : 1;
    }

    /// <summary>Rows of the named nets, or of all.</summary>
    public static IEnumerable<RatioRow> Measure(IReadOnlyCollection<string> names) =>
        NetCatalogue.All.Where(net => names.Count == 0 || names.Contains(net.Name)).SelectMany(NetTrial.Measure);

    private static string Line(RatioRow row, bool kernels, bool targets)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Net.Name,-12} {row.Variant.Name,-19} {row.Ours,10:F3} {row.OrtQdq,11:F3} {row.OrtFloat,11:F3} {row.RatioQdq,10:F2} {row.RatioFloat,10:F2}");
        if (targets)
        {
            line += string.Create(CultureInfo.InvariantCulture, $" {row.Variant.Target,8:0.0##}{(row.Ratio < row.Variant.Target ? " miss" : "")}");
        }

        return kernels ? $"{line} {row.Kernels}" : line;
    }
}
