using System.Text;

namespace Whittle.Tool.Verification;

/// <summary>The operator table: how the cases ended in which an operator occurs.</summary>
internal static class OperatorReport
{
    /// <summary>The same for programs, a row a line with tabs: operator, passed, failed, unsupported, element types of the passed cases of this operator
    /// alone.</summary>
    public static string WriteFacts(IReadOnlyList<CaseResult> results)
    {
        var text = new StringBuilder();
        foreach (var group in results.SelectMany(result => result.Operators.Select(name => (name, result))).GroupBy(pair => pair.name, pair => pair.result).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var types = group.Where(result => result.Outcome.Verdict == Verdict.Passed)
                .SelectMany(result => result.Types)
                .Distinct()
                .Order(StringComparer.Ordinal);
            int Count(Verdict verdict) => group.Count(result => result.Outcome.Verdict == verdict);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{group.Key}\t{Count(Verdict.Passed)}\t{Count(Verdict.Failed)}\t{Count(Verdict.Unsupported)}\t{string.Join(", ", types)}").Append('\n');
        }

        return text.ToString();
    }

    public static string Write(IReadOnlyList<CaseResult> results)
    {
        var text = new StringBuilder("""
            | operator | passed | failed | unsupported |
            |---|--:|--:|--:|

            """);
        var operators = results.SelectMany(result => result.Operators.Select(name => (name, result.Outcome.Verdict))).GroupBy(
            pair => pair.name, pair => pair.Verdict);
        foreach (var group in operators.OrderBy(group => group.Key.Contains('.', StringComparison.Ordinal)).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            var counts = group.CountBy(verdict => verdict).ToDictionary();
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {group.Key} | {Count(Verdict.Passed)} | {Count(Verdict.Failed)} | "
                + $"{Count(Verdict.Unsupported)} |").Append('\n');

            int Count(Verdict verdict) => counts.GetValueOrDefault(verdict);
        }

        return text.ToString();
    }
}
