using System.Globalization;

namespace Whittle.Tool.Inspection;

/// <summary>How inspect writes numbers.</summary>
internal static class Figures
{
    /// <summary>Up to 99,999 in full, above with three digits and a unit: 418k, 20.1M, 19.2G. At most six characters below 10^15.</summary>
    public static string Short(long value)
    {
        if (value < 100_000)
        {
            return Number(value);
        }

        var scaled = (double)value;
        var unit = -1;
        while (scaled >= 999.5)
        {
            scaled /= 1000;
            unit++;
        }

        return scaled.ToString(scaled < 9.995 ? "0.00" : scaled < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture) + "kMGT"[Math.Min(unit, 3)];
    }

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Decimal(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    public static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    public static string Microseconds(long nanoseconds) => (nanoseconds / 1000d).ToString(nanoseconds < 10_000 ? "0.##" : "N0", CultureInfo.InvariantCulture);

    public static string Shape(IReadOnlyList<int> shape) => string.Join('x', shape.Select(dimension => dimension.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Ascending numbers with runs drawn together: "1-3, 7".</summary>
    public static string Ranges(IReadOnlyList<int> numbers)
    {
        var parts = new List<string>();
        for (var first = 0; first < numbers.Count;)
        {
            var last = first;
            while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1)
            {
                last++;
            }

            parts.Add(first == last ? Number(numbers[first]) : $"{Number(numbers[first])}-{Number(numbers[last])}");
            first = last + 1;
        }

        return string.Join(", ", parts);
    }

    /// <summary>The end of a text that is too long: what exporters put first is the same in many names.</summary>
    public static string Ending(string text, int width) => text.Length <= width ? text : "…" + text[^(width - 1)..];

    /// <summary>The beginning of a text that is too long.</summary>
    public static string Beginning(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
