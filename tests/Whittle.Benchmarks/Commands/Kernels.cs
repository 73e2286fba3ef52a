using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Measuring;

namespace Whittle.Benchmarks.Commands;

/// <summary>Measures every kernel that a layer of the nets could have, and writes the table that the selector's choices are held against. Takes some two
/// minutes. With names of nets it prints their lines and leaves the table as it is.</summary>
internal static class Kernels
{
    public static int Run(string[] nets)
    {
        if (!NamedNets.AreKnown(nets))
        {
            return 2;
        }

        if (nets.Length > 0)
        {
            var named = NetCatalogue.All.Where(entry => nets.Contains(entry.Name));
            Console.Write(KernelTable.Write(named.SelectMany(entry => entry.Variants.SelectMany(variant => KernelTrial.Measure(entry, variant)))));
            return 0;
        }

        var times = new List<KernelTime>();
        foreach (var entry in NetCatalogue.All)
        {
            foreach (var variant in entry.Variants)
            {
                var measured = KernelTrial.Measure(entry, variant).ToArray();
                times.AddRange(measured);
                Console.WriteLine(FormattableString.Invariant($"{entry.Name} {variant.Name}: {measured.Length} times"));
            }
        }

        File.WriteAllText(KernelTable.FilePath, KernelTable.Write(times));
        return 0;
    }
}
