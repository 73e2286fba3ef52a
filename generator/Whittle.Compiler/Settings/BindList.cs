using System.Globalization;

namespace Whittle.Compiler.Settings;

/// <summary>Values of inputs that become constants, as text: "sr=16000;axes=0,2". Truth values are written 1 and 0, or true and false.</summary>
public static class BindList
{
    /// <summary>Reads the text; on failure <paramref name="cause"/> says which part is wrong.</summary>
    public static bool TryParse(string text, out Dictionary<string, double[]> values, out string cause)
    {
        values = new Dictionary<string, double[]>(StringComparer.Ordinal);
        cause = "";
        foreach (var part in text.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            // Names are the exporter's and may have an equals sign in them; numbers have none.
            var equals = part.LastIndexOf('=');
            var name = equals < 0 ? "" : part.Substring(0, equals).Trim();
            var words = part.Substring(equals + 1).Split(',').Select(word => word.Trim()).ToArray();
            var numbers = words.Select(Number).ToArray();
            if (name.Length == 0)
            {
                cause = $"'{part}' is not of the form name=value";
            }
            else if (Array.IndexOf(numbers, null) is var place && place >= 0)
            {
                cause = $"the value of '{name}' is '{words[place]}', not a number";
            }
            else if (values.ContainsKey(name))
            {
                cause = $"'{name}' is given twice";
            }
            else
            {
                values.Add(name, Array.ConvertAll(numbers, number => number!.Value));
                continue;
            }

            return false;
        }

        return true;
    }

    private static double? Number(string word) => word.ToLowerInvariant() switch
    {
        "true" => 1,
        "false" => 0,
        _ =>
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) && !double.IsInfinity(number)
                ? number
                : null,
    };
}
