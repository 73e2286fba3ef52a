using System.Globalization;
using System.Text;

namespace Whittle.Compiler.Naming;

/// <summary>Names of generated classes and of their namespaces.</summary>
public static class ClassNames
{
    /// <summary>What a file without a single letter or digit in its name is called.</summary>
    private const string Nameless = "Model";

    private static readonly HashSet<string> s_keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while",
    };

    /// <summary>The class of a model file: its name without folder and extension, in Pascal case ("my-net.v2.onnx" is MyNetV2).</summary>
    public static string FromFile(string path)
    {
        // Some file systems hand out decomposed names (u + ¨); C# compares identifiers by code unit, and users type the composed form.
        // A host without globalization data leaves the name as it is.
        var stem = Path.GetFileNameWithoutExtension(path).Normalize(NormalizationForm.FormC);
        var name = new StringBuilder(stem.Length + 1);
        var startsWord = true;
        foreach (var c in stem)
        {
            if (!IsPart(c) || c == '_')
            {
                startsWord = true;
                continue;
            }

            if (name.Length == 0 && !IsStart(c))
            {
                name.Append('_');
            }
            else if (startsWord && char.IsDigit(c) && name.Length > 0 && char.IsDigit(name[name.Length - 1]))
            {
                // "net-1.2" is Net1_2: joined digits would read as another number.
                name.Append('_');
            }

            name.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = false;
        }

        return name.Length == 0 ? Nameless : name.ToString();
    }

    /// <summary>Whether the text can stand as a name in C# without an @ before it.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && IsStart(name[0]) && name.All(IsPart) && !s_keywords.Contains(name);

    /// <summary>Whether the text is a namespace: identifiers joined by dots, or nothing for the global one.</summary>
    public static bool IsNamespace(string name) => name.Length == 0 || name.Split('.').All(IsIdentifier);

    /// <summary>The nearest usable namespace ("my-app.2d" is my_app._2d), as project names become namespaces in templates.</summary>
    public static string ToNamespace(string name) =>
        string.Join(".", name.Split('.').Where(part => part.Length > 0).Select(ToIdentifier));

    private static string ToIdentifier(string part)
    {
        var safe = new string([.. part.Select(c => IsPart(c) ? c : '_')]);
        return IsIdentifier(safe) ? safe : "_" + safe;
    }

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    // Format characters are legal in identifiers but do not count when names are compared, so none is kept.
    private static bool IsPart(char c) => IsStart(c) || char.GetUnicodeCategory(c) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
