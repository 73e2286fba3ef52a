using System.Globalization;
using System.Text;

namespace Whittle.Plan.Text;

/// <summary>Quoted strings of the plan: what would break a line, or be lost in UTF-8, is escaped; all else stays readable.</summary>
internal static class PlanStrings
{
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            switch (character)
            {
                case '"' or '\\':
                    quoted.Append('\\').Append(character);
                    break;
                case '\n':
                    quoted.Append("\\n");
                    break;
                case '\r':
                    quoted.Append("\\r");
                    break;
                case '\t':
                    quoted.Append("\\t");
                    break;
                default:
                    if (NeedsEscape(text, i))
                    {
                        quoted.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        quoted.Append(character);
                    }

                    break;
            }
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The character that an escape stands for: the text after the backslash, and how many characters it takes; false for an unknown escape.</summary>
    public static bool TryUnescape(string text, int start, int end, out char character, out int length)
    {
        character = default;
        length = 1;
        if (start >= end)
        {
            return false;
        }

        switch (text[start])
        {
            case '"' or '\\':
                character = text[start];
                return true;
            case 'n':
                character = '\n';
                return true;
            case 'r':
                character = '\r';
                return true;
            case 't':
                character = '\t';
                return true;
            case 'u' when start + 4 < end
                && ushort.TryParse(text.Substring(start + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                character = (char)code;
                length = 5;
                return true;
            default:
                return false;
        }
    }

    private static bool NeedsEscape(string text, int index)
    {
        var character = text[index];
        if (char.IsHighSurrogate(character))
        {
            return index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]);
        }

        if (char.IsLowSurrogate(character))
        {
            return index == 0 || !char.IsHighSurrogate(text[index - 1]);
        }

        // Line and paragraph separator, and the mark that some readers drop at the start of a file.
        return char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFEFF';
    }
}
