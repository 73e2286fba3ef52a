using System.Globalization;
using System.Text;
using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit;

/// <summary>The one place where values become C# text, the same under every culture.</summary>
internal static class Literals
{
    /// <summary>An <c>int</c> literal, or a <c>long</c> one where it does not fit.</summary>
    public static string Integer(long value) => value switch
    {
        long.MinValue => "long.MinValue",
        < int.MinValue or > int.MaxValue => PlanNumbers.Write(value) + "L",
        _ => PlanNumbers.Write(value),
    };

    /// <summary>A constant whose type is the given one.</summary>
    public static string Typed(ElementType type, long value) => type switch
    {
        ElementType.Int32 => PlanNumbers.Write(value),
        ElementType.Int64 => value == long.MinValue ? "long.MinValue" : PlanNumbers.Write(value) + "L",
        ElementType.UInt32 => PlanNumbers.Write(value) + "U",
        ElementType.UInt64 => unchecked((ulong)value).ToString(CultureInfo.InvariantCulture) + "UL",
        ElementType.Float32 => Float(value),
        ElementType.Float64 => Double(value),
        ElementType.Bool => Boolean(value != 0),
        _ => value < 0 ? $"({type.CSharp()})({Integer(value)})" : $"({type.CSharp()}){Integer(value)}",
    };

    public static string Float(float value) =>
        float.IsNaN(value) ? "float.NaN"
        : float.IsInfinity(value) ? (value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity")
        : PlanNumbers.Write(value) + "f";

    public static string Double(double value) =>
        double.IsNaN(value) ? "double.NaN"
        : double.IsInfinity(value) ? (value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity")
        : PlanNumbers.Write(value) + "d";

    public static string Boolean(bool value) => value ? "true" : "false";

    /// <summary>A quoted string; everything but printable ASCII letters is escaped where it could confuse a reader or a compiler.</summary>
    public static string String(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\')
            {
                literal.Append('\\').Append(character);
            }
            else if (IsPlain(character) && !char.IsSurrogate(character))
            {
                literal.Append(character);
            }
            else
            {
                literal.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return literal.Append('"').ToString();
    }

    /// <summary>Text for a comment: on one line, whatever it holds.</summary>
    public static string Comment(string text) => new([.. text.Select(character => IsPlain(character) ? character : ' ')]);

    /// <summary>Text for an XML documentation comment.</summary>
    public static string Xml(string text) =>
        new StringBuilder(new string([.. text.Select(character => IsPlain(character) && !char.IsSurrogate(character) ? character : ' ')]))
            .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").ToString();

    /// <summary>A shape for people: <c>[1, 28, 28]</c>.</summary>
    public static string Shape(EquatableArray<int> shape) => $"[{string.Join(", ", shape.Select(dimension => PlanNumbers.Write(dimension)))}]";

    /// <summary>A count for people: <c>12,345</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share for people: <c>12.5 %</c>.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>False for control characters, line separators, and characters that turn the direction of the text around them.</summary>
    private static bool IsPlain(char character) =>
        !char.IsControl(character)
        && character != '\uFFFE'
        && character != '\uFFFF'
        && CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format);
}
