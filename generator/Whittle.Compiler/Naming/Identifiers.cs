using System.Globalization;
using System.Text;

namespace Whittle.Compiler.Naming;

/// <summary>C# identifiers from free text.</summary>
public static class Identifiers
{
    /// <summary>"my-net.v2" → "MyNetV2"; a leading digit gets an underscore; nothing usable gives "Model".</summary>
    public static string Pascal(string text)
    {
        var builder = new StringBuilder();
        var upper = true;
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c))
            {
                upper = true;
                continue;
            }

            builder.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        if (builder.Length == 0)
        {
            return "Model";
        }

        return CharUnicodeInfo.GetUnicodeCategory(builder[0]) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber
            ? "_" + builder
            : builder.ToString();
    }

    /// <summary>"Input3" → "input3": the name of a parameter, not yet checked against keywords.</summary>
    public static string Camel(string text)
    {
        var pascal = Pascal(text);
        var first = 0;
        while (first < pascal.Length && pascal[first] == '_')
        {
            first++;
        }

        return pascal.Substring(0, first) + char.ToLowerInvariant(pascal[first]) + pascal.Substring(first + 1);
    }
}
