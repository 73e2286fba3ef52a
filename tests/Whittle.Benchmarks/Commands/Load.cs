using System.Globalization;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Measuring;

namespace Whittle.Benchmarks.Commands;

/// <summary>What decoding and packing the weights takes, and what is held afterwards; fails where that is more than the bound.</summary>
internal static class Load
{
    private const double Kilo = 1024;

    /// <summary>Bytes that a loaded net may hold beyond its packed weights.</summary>
    public const double MostBeyond = 1024 * Kilo;

    /// <summary>Nets whose weights are large or many.</summary>
    private static readonly string[] s_nets = ["lenet300", "mobilenet025", "vgglike", "fc4096"];

    public static int Run(string[] nets)
    {
        if (!NamedNets.AreKnown(nets))
        {
            return 2;
        }

        Console.WriteLine($"{Machine.Processor}, load {Machine.Load}; a fresh process each, sizes in KB, CPU time in ms");
        Console.WriteLine(
            $"{"net",-12} {"variant",-19} {"path",-9} {"stored",9} {"decoded",9} {"packed",9} {"beyond",9} {"garbage",9} {"decode",8} {"pack",8} {"compile",8}");
        var tooMuch = 0;
        foreach (var row in Measure(nets))
        {
            tooMuch += row.Beyond > MostBeyond ? 1 : 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Net.Name,-12} {row.Variant.Name,-19} {row.Path,-9} {row.Stored / Kilo,9:F1} {row.Decoded / Kilo,9:F1} {row.Packed / Kilo,9:F1} {row.Beyond / Kilo,9:F1} {row.Garbage / Kilo,9:F1} {row.Decode,8:F2} {row.Pack,8:F2} {row.Compile,8:F2}{(row.Beyond > MostBeyond ? " too much" : "")}"));
        }

        return tooMuch == 0 ? 0 : 1;
    }

    /// <summary>Rows of the named nets, or of a sensible choice.</summary>
    public static IEnumerable<LoadRow> Measure(IReadOnlyCollection<string> names) =>
        NetCatalogue.All
            .Where(net => (names.Count == 0 ? s_nets : names).Contains(net.Name))
            .SelectMany(net => net.Variants.SelectMany(variant => LoadTrial.Measure(net, variant)));
}
