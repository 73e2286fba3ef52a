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

    /// <summary>The text in which the setting's list has the entry "layer=share"; unchanged where it is one share for all layers, or has that layer.</summary>
    public static string WithEntry(string text, string key, string entry)
    {
        var existing = SettingsFile.Parse(text).Entries.FirstOrDefault(other => other.Key == key)?.Value;
        if (existing is null)
        {
            return With(text, key, entry);
        }

        var name = entry.Substring(0, entry.LastIndexOf('=') + 1);
        var isList = existing.IndexOf('=') >= 0 && !existing.Split(';').Any(part => part.Trim().StartsWith(name, StringComparison.Ordinal));
        return isList ? With(text, key, $"{existing.TrimEnd(';')};{entry}") : text;
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
