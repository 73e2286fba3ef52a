using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Measuring;

namespace Whittle.Benchmarks.Commands;

/// <summary>Measures everything and writes docs/performance.md.</summary>
internal static class WriteDocs
{
    private static readonly (string Net, string Variant)[] s_steps =
    [
        ("lenet300", "int8-dense"), ("lenet300", "int8-90"), ("lenet300", "float-90"), ("lenet5", "int8-dense"), ("dscnn", "int8-dense"), ("resnet8", "int8-dense"),
        ("mobilenet025", "int8-dense"), ("vgglike", "int8-dense"), ("vgglike", "float-dense"), ("fc4096", "int8-dense"), ("fc4096", "int8-90"), ("fc4096", "float-codebook16"),
    ];

    public static int Run()
    {
        var head = new PerformancePage().Head();
        var rows = Ratios.Measure([]).ToArray();
        var steps = s_steps.Select(item =>
        {
            var net = NetCatalogue.All.Single(entry => entry.Name == item.Net);
            var variant = net.Variants.Single(entry => entry.Name == item.Variant);
            return (net, variant, StepTrial.Measure(net, variant));
        }).ToArray();
        var path = Path.Combine(Repository.Root, "docs", "performance.md");
        var notes = File.Exists(path) ? Notes(File.ReadAllText(path)) : "";
        File.WriteAllText(path, head.Ratios(rows).Steps(steps).Batches().Start().Loading([.. Load.Measure([])]) + notes);
        return rows.All(row => row.Difference is null) ? 0 : 1;
    }

    /// <summary>The part that people write.</summary>
    private static string Notes(string page)
    {
        var start = page.IndexOf("\n## Notes", StringComparison.Ordinal);
        return start < 0 ? "" : page[start..];
    }
}
