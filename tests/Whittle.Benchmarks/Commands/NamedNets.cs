using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Commands;

/// <summary>Names of nets on the command line.</summary>
internal static class NamedNets
{
    /// <summary>Whether all are nets; says which are not, and what there is.</summary>
    public static bool AreKnown(IEnumerable<string> names)
    {
        var unknown = names.Except(NetCatalogue.All.Select(net => net.Name)).ToArray();
        if (unknown.Length > 0)
        {
            Console.Error.WriteLine($"No net is named {string.Join(", ", unknown)}: take from {string.Join(", ", NetCatalogue.All.Select(net => net.Name))}.");
        }

        return unknown.Length == 0;
    }
}
