using System.Text.RegularExpressions;

namespace Whittle.Architecture.Tests;

/// <summary>Every diagnostic has a page, and the pages say what the tables say. The titles are those of the release files, which Roslyn's own analyzers hold to the descriptors.</summary>
public sealed partial class RulePageTests
{
    private const string Folder = "docs/rules/";
    private const string Index = Folder + "README.md";

    private static readonly string[] s_sections = ["## Cause", "## Why", "## How to fix", "## Suppression"];

    private static readonly Dictionary<string, string> s_titles = Repository.Files
        .Where(file => Path.GetFileName(file).StartsWith("AnalyzerReleases.", StringComparison.Ordinal))
        .SelectMany(Lines)
        .Select(line => ReleaseRow().Match(line))
        .Where(match => match.Success)
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim(), StringComparer.Ordinal);

    [Fact]
    public void ErrorsOfTheCompiler_HaveDescriptors()
    {
        var ids = Id().Matches(File.ReadAllText(Repository.FullPath("generator/Whittle.Compiler/Diagnostics/ErrorIds.cs"))).Select(match => match.Value).ToList();
        Assert.NotEmpty(ids);
        Rule.Holds(ids.Where(id => !s_titles.ContainsKey(id)));
    }

    [Fact]
    public void Ids_AndPagesAreTheSame() => Assert.Equal(
        s_titles.Keys.Order(StringComparer.Ordinal),
        Repository.Files.Where(file => file.StartsWith(Folder, StringComparison.Ordinal) && file != Index).Select(Path.GetFileNameWithoutExtension));

    [Fact]
    public void Pages_CarryIdTitleExampleAndSections() => Rule.Holds(
        from rule in s_titles
        let lines = Lines(Folder + rule.Key + ".md")
        from missing in s_sections.Append($"# {rule.Key}: {rule.Value}").Where(line => !lines.Contains(line))
            .Concat(lines.Any(line => line.Contains(rule.Key + ": ", StringComparison.Ordinal) && line[0] != '#') ? [] : ["an example"])
        select $"{rule.Key}: {missing}");

    [Fact]
    public void Index_ListsEveryPage() => Assert.Equal(
        s_titles.OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"| [{rule.Key}]({rule.Key}.md) | {rule.Value} |"),
        Lines(Index).Select(line => IndexRow().Match(line)).Where(match => match.Success).Select(match => match.Value));

    private static string[] Lines(string file) => File.ReadAllLines(Repository.FullPath(file));

    [GeneratedRegex(@"WHT\d{4}")]
    private static partial Regex Id();

    [GeneratedRegex(@"^(WHT\d{4}) *\| [^|]+ \| [^|]+ \| (.+)$")]
    private static partial Regex ReleaseRow();

    [GeneratedRegex(@"^\| \[WHT\d{4}\][^|]*\| [^|]+ \|")]
    private static partial Regex IndexRow();
}
