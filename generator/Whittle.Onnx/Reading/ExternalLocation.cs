using System.Globalization;

namespace Whittle.Onnx.Reading;

/// <summary>Where external data lies: the entries of external_data that matter, still as text.</summary>
internal readonly record struct ExternalLocation(string? Path, string? Offset, string? Length)
{
    public ExternalLocation With(KeyValuePair<string, string> entry) => entry.Key switch
    {
        "location" => this with { Path = entry.Value },
        "offset" => this with { Offset = entry.Value },
        "length" => this with { Length = entry.Value },
        _ => this,
    };

    /// <summary>A count of bytes; null when the text is none.</summary>
    public static long? Parse(string? text, long whenAbsent)
    {
        if (string.IsNullOrEmpty(text))
        {
            return whenAbsent;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
