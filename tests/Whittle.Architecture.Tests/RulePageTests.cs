using System.Text.RegularExpressions;

namespace Whittle.Architecture.Tests;

/// <summary>Every diagnostic has a page, and the pages say what the tables say. The titles are those of the release files, which Roslyn's own analyzers hold
/// to the descriptors.</summary>
public sealed partial class RulePageTests
{
    private const string Folder = "docs/rules/";
    private const string Index = Folder + "README.md";

    private static readonly string[] s_sections = ["## Cause", "## Why", "## How to fix", "## Example", "## Suppression"];

    private static readonly Dictionary<string, string> s_titles = Repository.Files
        .Where(file => Path.GetFileName(file).StartsWith("AnalyzerReleases.", StringComparison.Ordinal))
        .SelectMany(Lines)
        .Select(line => ReleaseRow().Match(line))
        .Where(match => match.Success)
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim(), StringComparer.Ordinal);

    [Fact]
    public void ErrorsOfTheCompiler_HaveDescriptors()
    {
        var ids = Id()
            .Matches(File.ReadAllText(Repository.FullPath("generator/Whittle.Compiler/Diagnostics/ErrorIds.cs")))
            .Select(match => match.Value)
            .ToList();
        Assert.NotEmpty(ids);
        Rule.Holds(ids.Where(id => !s_titles.ContainsKey(id)));
    }

    [Fact]
    public void Ids_AndPagesAreTheSame() => Assert.Equal(
        s_titles.Keys.Order(StringComparer.Ordinal),
        Repository.Files.Where(file => file.StartsWith(Folder, StringComparison.Ordinal) && file != Index).Select(Path.GetFileNameWithoutExtension));

    [Fact]
    public void Pages_CarryIdTitleMessageExampleAndSections() => Rule.Holds(
        from rule in s_titles
        let lines = Lines(Folder + rule.Key + ".md")
        from missing in s_sections.Append($"# {rule.Key}: {rule.Value}").Where(line => !lines.Contains(line))
            .Concat(lines.Any(line => line.Contains(rule.Key + ": ", StringComparison.Ordinal) && line[0] != '#') ? [] : ["the message as a build prints it"])
            .Concat(HasCode(lines) ? [] : ["code in the example"])
        select $"{rule.Key}: {missing}");

    /// <summary>With WHITTLE_UPDATE_DOCS=1 the tables are written: what is in short about a rule stays, a new one gets the first sentence of its
    /// cause.</summary>
    [Fact]
    public void Index_ListsEveryPage()
    {
        var path = Repository.FullPath(Index);
        var expected = WithTables(File.ReadAllText(path));
        if (Environment.GetEnvironmentVariable("WHITTLE_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Links_OfPagesToPages_LeadSomewhere() => Rule.Holds(
        from file in Repository.Files
        where file.StartsWith(Folder, StringComparison.Ordinal)
        from Match link in Link().Matches(File.ReadAllText(Repository.FullPath(file)))
        where !File.Exists(Path.Combine(Repository.FullPath(Folder), link.Groups[1].Value))
        select $"{file}: {link.Groups[1].Value}");

    /// <summary>The index with a table of the rules under every heading that names a range of ids, "(WHT1xxx)".</summary>
    private static string WithTables(string index) => RangeTable().Replace(index, range =>
    {
        var known = range.Groups[3].Value.Split('\n').Select(line => KnownRow().Match(line)).Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);
        var rows = s_titles.Where(rule => rule.Key.StartsWith(range.Groups[2].Value, StringComparison.Ordinal)).OrderBy(
            rule => rule.Key, StringComparer.Ordinal)
            .Select(rule => $"| [{rule.Key}]({rule.Key}.md) | {rule.Value} | {(known.TryGetValue(rule.Key, out var text) ? text : FirstCause(rule.Key))} |\n");
        return $"{range.Groups[1].Value}\n| id | title | in short |\n|---|---|---|\n{string.Concat(rows)}";
    });

    private static bool HasCode(string[] lines) => lines
        .SkipWhile(line => line != "## Example").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Count(line => line.StartsWith("```", StringComparison.Ordinal)) is > 0 and var fences && fences % 2 == 0;

    private static string FirstCause(string id)
    {
        var text = File.ReadAllText(Repository.FullPath(Folder + id + ".md")).Split("## Cause")[1].Trim().ReplaceLineEndings(" ");
        return FirstSentence().Match(text).Value;
    }

    private static string[] Lines(string file) => File.ReadAllLines(Repository.FullPath(file));

    [GeneratedRegex(@"WHT\d{4}")]
    private static partial Regex Id();

    [GeneratedRegex(@"^(WHT\d{4}) *\| [^|]+ \| [^|]+ \| (.+)$")]
    private static partial Regex ReleaseRow();

    [GeneratedRegex(@"(## [^\n]*\((WHT\d)xxx\)\n)\n\| id \|[^\n]*\n\|---[^\n]*\n((?:\|[^\n]*\n)*)")]
    private static partial Regex RangeTable();

    [GeneratedRegex(@"^\| \[(WHT\d{4})\][^|]*\| [^|]+ \| (.+) \|$")]
    private static partial Regex KnownRow();

    [GeneratedRegex(@"^.*?[.](?= |$)")]
    private static partial Regex FirstSentence();

    [GeneratedRegex(@"\]\(([^)#:]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
