using Whittle.Benchmarks.Catalogue;

namespace Whittle.Architecture.Tests;

/// <summary>The pages of docs/performance list the nets and variants that the benchmark program knows, in its order, with their targets: the newest page all of
/// them, older ones those that there were. The figures are not checked.</summary>
public class PerformancePageTests
{
    private const string Header = "| net | variant | ours";

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Repository.FullPath("docs/performance"), "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Known =>
    [
        .. from net in NetCatalogue.All
           from variant in net.Variants
           select FormattableString.Invariant($"{net.Name} {variant.Name} {variant.Target:0.0##}").TrimEnd(),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Table_ListsWhatIsMeasured(string page)
    {
        var listed = Listed(page);

        Assert.NotEmpty(listed);
        Assert.Equal(Known.Where(listed.Contains), listed);
    }

    [Fact]
    public void OnePage_ListsEverything() => Assert.Contains(Pages, page => Listed(page.Data).SequenceEqual(Known));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Table_SaysThatOutputsAgree(string page) => Rule.Holds(
        from cells in Rows(page)
        where cells[9] is not ("met" or "missed" or "")
        select $"{cells[1]} {cells[2]}: {cells[9]}");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_IsInTheIndex(string page) => Assert.Contains($"(performance/{page})", File.ReadAllText(Repository.FullPath("docs/performance.md")), StringComparison.Ordinal);

    private static string[] Listed(string page) => [.. Rows(page).Select(cells => $"{cells[1]} {cells[2]} {cells[8]}".TrimEnd())];

    private static IEnumerable<string[]> Rows(string page) => File.ReadLines(Repository.FullPath("docs/performance/" + page))
        .SkipWhile(line => !line.StartsWith(Header, StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => Array.ConvertAll(line.Split('|'), cell => cell.Trim()));
}
