using System.Text;

namespace Whittle.Tool.Verification;

/// <summary>The operator table: how the cases ended in which an operator occurs.</summary>
internal static class OperatorReport
{
    public static string Write(IReadOnlyList<CaseResult> results)
    {
        var text = new StringBuilder("""
            | operator | passed | failed | unsupported |
            |---|--:|--:|--:|

            """);
        var operators = results.SelectMany(result => result.Operators.Select(name => (name, result.Outcome.Verdict))).GroupBy(pair => pair.name, pair => pair.Verdict);
        foreach (var group in operators.OrderBy(group => group.Key.Contains('.', StringComparison.Ordinal)).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            var counts = group.CountBy(verdict => verdict).ToDictionary();
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {group.Key} | {Count(Verdict.Passed)} | {Count(Verdict.Failed)} | {Count(Verdict.Unsupported)} |").Append('\n');

            int Count(Verdict verdict) => counts.GetValueOrDefault(verdict);
        }

        return text.ToString();
    }
}
