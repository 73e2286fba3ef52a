using System.Globalization;
using System.Text;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Tests.Models;

namespace Whittle.Compiler.Tests;

/// <summary>Holds docs/supported-operators.md against the operator table and the cases counted by <c>whittle verify … --report docs/operator-cases.tsv</c>.
/// Set WHITTLE_UPDATE_DOCS=1 to write it.</summary>
public class SupportedOperatorsTests
{
    private static string Docs => Repository.Find("docs");

    [Fact]
    public void Page_IsThatOfTheTable()
    {
        var path = Path.Combine(Docs, "supported-operators.md");
        var expected = Page();
        if (Environment.GetEnvironmentVariable("WHITTLE_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
            return;
        }

        var stale = "docs/supported-operators.md is stale; run this test with WHITTLE_UPDATE_DOCS=1";
        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == expected, stale);
    }

    [Fact]
    public void Facts_KnowNoFailure() => Assert.All(Facts().Values, fact => Assert.Equal("0", fact[2]));

    private static string Page()
    {
        var facts = Facts();
        var text = new StringBuilder("""
            # Supported operators

            Written from the operator table and from `docs/operator-cases.tsv`, which `whittle verify ../shared/conformance --report docs/operator-cases.tsv` writes: the backend tests of ONNX 1.3 to
            1.22 and the cases of onnx2c, tract and the `light` models. `WHITTLE_UPDATE_DOCS=1 dotnet run -c Release --project tests/Whittle.Compiler.Tests -- --filter-class '*.SupportedOperatorsTests'`
            writes this page; the same test fails when it is stale.

            *Cases* are those passed in which the operator occurs, of how many. *Element types* are those of the passed cases that consist of the operator alone; other types may work.

            | operator | opsets | cases | element types | limits |
            |---|---|--:|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var op in OperatorTable.All.Where(op => op.Domain != OperatorTable.WhittleDomain))
        {
            var name = op.Domain.Length == 0 ? op.Name : $"{op.Domain}.{op.Name}";
            var fact = facts.GetValueOrDefault(name);
            var total = fact is null ? 0 : fact.Skip(1).Take(3).Sum(count => int.Parse(count, CultureInfo.InvariantCulture));
            var opsets = op.Domain.Length == 0 ? FormattableString.Invariant($"{op.MinimumOpset}–{op.MaximumOpset}") : "1";
            var cases = fact is null ? "–" : FormattableString.Invariant($"{fact[1]} of {total}");
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {opsets} | {cases} | {fact?[4]} | {op.Restrictions} |").Append('\n');
        }

        return text.ToString();
    }

    private static Dictionary<string, string[]> Facts() =>
        File.ReadLines(Path.Combine(Docs, "operator-cases.tsv")).Select(line => line.Split('\t')).ToDictionary(columns => columns[0], StringComparer.Ordinal);
}
