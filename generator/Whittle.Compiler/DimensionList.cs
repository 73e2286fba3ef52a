using System.Globalization;

namespace Whittle.Compiler;

/// <summary>Values of symbolic dimensions as text: "batch=1;time=16".</summary>
public static class DimensionList
{
    /// <summary>Reads the text; on failure <paramref name="cause"/> says which part is wrong.</summary>
    public static bool TryParse(string text, out Dictionary<string, int> values, out string cause)
    {
        values = new Dictionary<string, int>(StringComparer.Ordinal);
        cause = "";
        foreach (var part in text.Split(';', ',').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            // Symbolic names can be expressions with any character in them; the value is what follows the last equals sign.
            var equals = part.LastIndexOf('=');
            var name = equals < 0 ? "" : part.Substring(0, equals).Trim();
            var value = part.Substring(equals + 1).Trim();
            if (name.Length == 0)
            {
                cause = $"'{part}' is not of the form name=value";
            }
            else if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            {
                cause = $"the value of '{name}' is '{value}', not a positive whole number";
            }
            else if (values.ContainsKey(name))
            {
                cause = $"'{name}' is given twice";
            }
            else
            {
                values.Add(name, number);
                continue;
            }

            return false;
        }

        return true;
    }

    /// <summary>The normal form: sorted, without spaces.</summary>
    public static string Format(IReadOnlyDictionary<string, int> values) => string.Join(
        ";",
        values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + "=" + pair.Value.ToString(CultureInfo.InvariantCulture)));
}
