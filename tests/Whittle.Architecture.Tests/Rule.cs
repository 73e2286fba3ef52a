namespace Whittle.Architecture.Tests;

internal static class Rule
{
    /// <summary>Fails with one line per violation.</summary>
    public static void Holds(IEnumerable<string> violations)
    {
        var lines = string.Join(Environment.NewLine, violations);
        Assert.True(lines.Length == 0, lines);
    }
}
