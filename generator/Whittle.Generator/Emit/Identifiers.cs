using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Whittle.Generator.Emit;

/// <summary>C# identifiers from names that need not be any. What comes back has no <c>@</c>; <see cref="Escape"/> adds it where code is written.</summary>
internal static class Identifiers
{
    /// <summary>Contextual keywords that are newer than the oldest host.</summary>
    private static readonly HashSet<string> NewKeywords = new(["allows", "extension", "field"], StringComparer.Ordinal);

    /// <summary>The text with everything that cannot stand in an identifier replaced by <c>_</c>, and <c>_</c> before a digit.</summary>
    public static string Make(string text)
    {
        var name = new StringBuilder();
        foreach (var character in text)
        {
            // Formatting characters are legal, but C# ignores them when it compares names.
            var isPart = SyntaxFacts.IsIdentifierPartCharacter(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format;
            name.Append(isPart ? character : '_');
        }

        return name.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? "_" + name : name.ToString();
    }

    /// <summary>"fc1.weight" → "Fc1Weight".</summary>
    public static string Pascal(string text)
    {
        var name = new StringBuilder();
        foreach (var part in Make(text).Split(['_'], StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
        }

        return Make(name.ToString());
    }

    /// <summary>The name as code: keywords get an <c>@</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None || NewKeywords.Contains(name)
            ? "@" + name
            : name;
}
