using Whittle.Benchmarks.Catalogue;

namespace Whittle.Architecture.Tests;

/// <summary>docs/performance.md has a row for each net and variant that the benchmark program knows, in its order, with its target. The figures are not
/// checked.</summary>
public class PerformancePageTests
{
    private const string Header = "| net | variant | ours";

    [Fact]
    public void Table_ListsWhatIsMeasured()
    {
        var expected =
            from net in NetCatalogue.All
            from variant in net.Variants
            select FormattableString.Invariant($"{net.Name} {variant.Name} {variant.Target:0.0##}").TrimEnd();

        Assert.Equal(expected, Rows().Select(cells => $"{cells[1]} {cells[2]} {cells[8]}".TrimEnd()));
    }

    [Fact]
    public void Table_SaysThatOutputsAgree() => Rule.Holds(
        from cells in Rows()
        where cells[9] is not ("met" or "missed" or "")
        select $"{cells[1]} {cells[2]}: {cells[9]}");

    private static IEnumerable<string[]> Rows() => File.ReadLines(Repository.FullPath("docs/performance.md"))
        .SkipWhile(line => !line.StartsWith(Header, StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => Array.ConvertAll(line.Split('|'), cell => cell.Trim()));
}
