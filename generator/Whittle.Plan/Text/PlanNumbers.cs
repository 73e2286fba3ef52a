using System.Globalization;

namespace Whittle.Plan.Text;

/// <summary>Numbers as text: invariant, and for floats the shortest text that reads back to the same bits.</summary>
/// <remarks>"R" is not used: on .NET Framework, where Visual Studio runs, it is neither shortest nor always exact, and "-0" loses its sign there.</remarks>
public static class PlanNumbers
{
    private const NumberStyles FloatStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Decimal digits, a minus sign where needed.</summary>
    public static string Write(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Shortest decimal text of a finite value, without suffix.</summary>
    public static string Write(float value)
    {
        if (value == 0)
        {
            return 1 / value < 0 ? "-0" : "0";
        }

        for (var digits = 1; digits < 9; digits++)
        {
            var text = value.ToString(Precision(digits), CultureInfo.InvariantCulture);
            if (TryParse(text, out float back) && back == value)
            {
                return text;
            }
        }

        return value.ToString(Precision(9), CultureInfo.InvariantCulture);
    }

    /// <summary>Shortest decimal text of a finite value, without suffix.</summary>
    public static string Write(double value)
    {
        if (value == 0)
        {
            return 1 / value < 0 ? "-0" : "0";
        }

        for (var digits = 1; digits < 17; digits++)
        {
            var text = value.ToString(Precision(digits), CultureInfo.InvariantCulture);
            if (TryParse(text, out double back) && back == value)
            {
                return text;
            }
        }

        return value.ToString(Precision(17), CultureInfo.InvariantCulture);
    }

    /// <summary>Reads an integer; false when it is none or does not fit.</summary>
    public static bool TryParse(string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a finite float without suffix.</summary>
    public static bool TryParse(string text, out float value)
    {
        if (!float.TryParse(text, FloatStyle, CultureInfo.InvariantCulture, out value) || float.IsInfinity(value) || float.IsNaN(value))
        {
            return false;
        }

        // .NET Framework reads "-0" as 0.
        value = value == 0 && text[0] == '-' ? -0f : value;
        return true;
    }

    /// <summary>Reads a finite double without suffix.</summary>
    public static bool TryParse(string text, out double value)
    {
        if (!double.TryParse(text, FloatStyle, CultureInfo.InvariantCulture, out value) || double.IsInfinity(value) || double.IsNaN(value))
        {
            return false;
        }

        value = value == 0 && text[0] == '-' ? -0d : value;
        return true;
    }

    private static string Precision(int digits) => "G" + digits.ToString(CultureInfo.InvariantCulture);
}
