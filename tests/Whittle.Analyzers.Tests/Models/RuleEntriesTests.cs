using Whittle.Analyzers.Models;
using Whittle.Plan.Settings;

namespace Whittle.Analyzers.Tests.Models;

/// <summary>What the build accepts in Rules is what the rules read.</summary>
public class RuleEntriesTests
{
    [Fact]
    public void Rules_AreThoseOnModels() => Assert.Equal(ModelRules.All.Select(rule => rule.Descriptor.Id).Order(StringComparer.Ordinal), RuleEntries.Rules);

    [Fact]
    public void Thresholds_AreThoseOfThePages()
    {
        var options = Directory.GetFiles(Path.Combine(Repository(), "docs", "rules"), "WHT1*.md")
            .SelectMany(File.ReadAllLines)
            .Where(line => line.StartsWith("| `whittle_", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1][RuleEntries.Prefix.Length..]);
        Assert.Equal(options.Distinct().Order(StringComparer.Ordinal), RuleEntries.Thresholds);
    }

    [Fact]
    public void Thresholds_AreThoseThatTheRulesAskFor()
    {
        var text = string.Concat(Directory.GetFiles(Path.Combine(Repository(), "analyzers", "Whittle.Analyzers", "Models"), "*.cs").Select(File.ReadAllText));
        var asked = System.Text.RegularExpressions.Regex.Matches(text, "options\\.Number\\(\"([a-z_]+)\"").Select(match => match.Groups[1].Value);
        Assert.Equal(asked.Distinct().Order(StringComparer.Ordinal), RuleEntries.Thresholds);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Generators.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
