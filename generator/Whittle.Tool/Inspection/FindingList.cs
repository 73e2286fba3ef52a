namespace Whittle.Tool.Inspection;

/// <summary>What the analyzers say: each rule speaks once, and names the other layers that it would say the same of.</summary>
internal static class FindingList
{
    /// <summary>The lines, not longer than a width unless a word is.</summary>
    public static IEnumerable<string> Lines(ModelReport report, int width) =>
        from rule in report.Findings.GroupBy(finding => (finding.Id, finding.Severity))
        let text = $"{rule.Key.Severity} {rule.Key.Id}: {Without(rule.First().Message, report.Model)}{Others([.. rule.Skip(1)], report)}"
        from line in Wrapped(text, width)
        select line;

    // "(Also layers 2-12.)"; findings that are not about a row of the table are counted.
    private static string Others(AnalyzerFinding[] findings, ModelReport report)
    {
        var rows = findings.Select(finding => 1 + report.Layers.ToList().FindIndex(layer => layer.Name == finding.Layer)).ToArray();
        int[] known = [.. rows.Where(row => row > 0).Distinct().Order()];
        var unknown = rows.Count(row => row == 0);
        string[] parts =
        [
            .. known.Length == 0 ? [] : new[] { $"{(known.Length == 1 ? "layer" : "layers")} {Figures.Ranges(known)}" },
            .. unknown == 0 ? [] : new[] { $"{Figures.Number(unknown)} more, which --json shows" },
        ];
        return parts.Length == 0 ? "" : $" (Also {string.Join(", and ", parts)}.)";
    }

    private static string Without(string message, string model) =>
        message.StartsWith($"model {model}: ", StringComparison.Ordinal) ? message[$"model {model}: ".Length..] : message;

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "  " + word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
