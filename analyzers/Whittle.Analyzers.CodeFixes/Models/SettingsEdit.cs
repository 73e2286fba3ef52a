using Whittle.Plan.Settings;

namespace Whittle.Analyzers.CodeFixes.Models;

/// <summary>Edits the text of a settings file and leaves comments and other lines as they are.</summary>
internal static class SettingsEdit
{
    /// <summary>The text in which the setting has the value: its line changed, or a line added at the end.</summary>
    public static string With(string text, string key, string value)
    {
        if (SettingsFile.Parse(text).Entries.FirstOrDefault(entry => entry.Key == key) is not { } entry)
        {
            var newLine = text.Contains("\r\n") ? "\r\n" : "\n";
            var gap = text.Length == 0 || text.EndsWith("\n", StringComparison.Ordinal) ? "" : newLine;
            return $"{text}{gap}{key} = {value}{newLine}";
        }

        var start = Offset(text, entry.Line) + entry.ValueColumn - 1;
        return text.Remove(start, entry.Value.Length).Insert(start, value);
    }

    /// <summary>Position of a line's first character; lines count from 1.</summary>
    private static int Offset(string text, int line)
    {
        var offset = 0;
        for (var i = 1; i < line; i++)
        {
            offset = text.IndexOf('\n', offset) + 1;
        }

        return offset;
    }
}
