using System.Globalization;

namespace Whittle.Benchmarks.Measuring;

/// <summary>Time of a layer with one of the kernels that it can have.</summary>
internal sealed record KernelTime(string Net, string Variant, string Layer, string Kernel, double Nanoseconds);

/// <summary>The measured table beside the selector: every layer of the benchmark nets that has a choice, with each of its kernels.</summary>
internal static class KernelTable
{
    private const string Head = "net\tvariant\tlayer\tkernel\tnanoseconds";

    public static string FilePath => Path.Combine(Repository.Root, "generator", "Whittle.Compiler", "Selection", "measured-kernels.tsv");

    public static string Write(IEnumerable<KernelTime> times) => string.Join('\n',
    [
        $"# Written by `dotnet run -c Release --project tests/Whittle.Benchmarks -- kernels` on {Machine.Processor}, load {Machine.Load}; {Machine.Framework}.",
        Head,
        .. times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Net}\t{time.Variant}\t{time.Layer}\t{time.Kernel}\t{time.Nanoseconds:F0}")),
        "",
    ]);

    public static IReadOnlyList<KernelTime> Read() =>
    [
        .. File.ReadLines(FilePath).Where(line => line[0] != '#' && line != Head).Select(line => line.Split('\t'))
            .Select(cells => new KernelTime(cells[0], cells[1], cells[2], cells[3], double.Parse(cells[4], CultureInfo.InvariantCulture))),
    ];
}
