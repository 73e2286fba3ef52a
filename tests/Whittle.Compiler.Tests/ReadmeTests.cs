using System.Runtime.CompilerServices;
using Whittle.Compiler.Operators;

namespace Whittle.Compiler.Tests;

/// <summary>Holds the README's list of operators against the operator table. Set WHITTLE_UPDATE_DOCS=1 to write it.</summary>
public class ReadmeTests
{
    private const string Start = "<!-- operators: written from the operator table; a test holds it -->\n";
    private const string End = "<!-- end of operators -->";

    [Fact]
    public void Operators_AreThoseOfTheTable()
    {
        var path = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "README.md"));
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (from, to) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        var expected = Table();
        if (Environment.GetEnvironmentVariable("WHITTLE_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, text[..from] + expected + text[to..]);
            return;
        }

        Assert.True(text[from..to] == expected, $"The README's operators are stale. Paste this between the markers:\n{expected}");
    }

    private static string Table()
    {
        var domains = new[] { ("", "ONNX"), (OperatorTable.MicrosoftDomain, "com.microsoft") };
        var rows = domains.Select(domain =>
        {
            var names = OperatorTable.All.Where(op => op.Domain == domain.Item1).Select(op => op.Name).ToArray();
            return $"| {domain.Item2} | {names.Length} | {string.Join(", ", names)} |\n";
        });
        return "| domain | operators | |\n|---|---|---|\n" + string.Concat(rows);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
