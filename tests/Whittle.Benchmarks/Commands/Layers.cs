using System.Globalization;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Measuring;

namespace Whittle.Benchmarks.Commands;

/// <summary>Where the time of a net goes.</summary>
internal static class Layers
{
    public static int Run(string name, string variantName)
    {
        var entry = NetCatalogue.All.SingleOrDefault(net => net.Name == name);
        var variant = entry?.Variants.SingleOrDefault(item => item.Name == variantName);
        if (entry is null || variant is null)
        {
            Console.Error.WriteLine($"There is no net {name} with variant {variantName}.");
            return 2;
        }

        var rows = StepTrial.Measure(entry, variant);
        var total = rows.Sum(row => row.Microseconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {variantName}: {total:F3} us at {Roofline.Gigahertz:F2} GHz"));
        Console.WriteLine($"{"us",10} {"share",7} {"MAC/cycle",10} {"roofline",9}  {"kernel",-34} step");
        foreach (var row in rows)
        {
            var layer = row.Layer is { Macs: > 0 }
                ? string.Create(CultureInfo.InvariantCulture, $"{row.MacsPerCycle,10:F1} {row.RooflineShare,9:P0}")
                : $"{"",10} {"",9}";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Microseconds,10:F3} {row.Microseconds / total,7:P1} {layer}  {row.Kernel,-34} {row.Name}"));
        }

        return 0;
    }
}
