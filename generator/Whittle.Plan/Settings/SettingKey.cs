using System.Globalization;
using Whittle.Plan.Text;

namespace Whittle.Plan.Settings;

/// <summary>A setting of a model: its name, what it means and which values it takes. The same in a settings file, as item metadata and on the command
/// line.</summary>
public sealed class SettingKey
{
    /// <summary>Written instead of a value, it takes back what another place says: <c>Quantize="none"</c> on the item beats the file.</summary>
    public const string None = "none";

    private readonly Func<string, string?> _fault;

    private SettingKey(string name, string meaning, string form, Func<string, string?> fault, params string[] values)
    {
        Name = name;
        Meaning = meaning;
        Form = form;
        Values = values;
        _fault = fault;
    }

    /// <summary>All settings, in the order of the documentation.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        new("ClassName", "Name of the class.", "a C# identifier", Anything),
        new("Namespace", "Namespace of the class.", "a C# namespace such as Example.Models", Anything),
        new("Accessibility", "Accessibility of the class.", "public or internal", OneOf("public", "internal"), "public", "internal"),
        new("Dimensions", "Values of dimensions that the model leaves open.", "a list such as batch=1;time=16", Anything),
        new("Bind", "Values of inputs that become constants: of what fixes shapes or chooses a branch.", "a list such as sr=16000;axes=0,2", Anything),
        new("Quantize", "Type that the build gives float weights.", "int8, int4 or none", OneOf("int8", "int4", None), "int8", "int4", None),
        new("Prune", "Share of the weights that the build sets to zero.", "a share such as 0.9, a list such as fc1=0.95;fc2=0.9, or none", Pruning, None),
        new("Share", "Number of values that the weights of a layer share.", "a whole number from 2 to 256, or none", Sharing, None),
        new("CalibrationData", "Folder with inputs from which the ranges of static int8 activations are taken.", "a folder", Anything),
        new("Exact", "Whether kernels must give the last bit.", "true or false", OneOf("true", "false"), "true", "false"),
        new("MaxBytes", "Most bytes of weights in the assembly.", "a whole number of bytes", Whole),
        new("MaxMacs", "Most multiply-accumulates of a prediction.", "a whole number", Whole),
        new("MaxMicroseconds", "Most microseconds of a prediction, by estimate.", "a positive number", Positive),
        new("MinAccuracy", "Least share of the test data that must be classified right.", "a number from 0 to 1", Fraction),
        new("TestData", "Folder with inputs and labels on which MinAccuracy is measured.", "a folder", Anything),
    ];

    public string Name { get; }

    /// <summary>One sentence.</summary>
    public string Meaning { get; }

    /// <summary>The values it takes, in words: "int8, int4 or none".</summary>
    public string Form { get; }

    /// <summary>The words that it takes; empty when the value is a number, a name or a folder.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The setting of this name, in whatever case; null when there is none.</summary>
    public static SettingKey? Find(string name) => All.FirstOrDefault(key => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name that was probably meant; null when none is near.</summary>
    public static string? NearestTo(string name) => NearestName.Of(name, All.Select(key => key.Name));

    /// <summary>What is wrong with a value of this setting, as a sentence; null when nothing is. Names and folders are checked where they are used.</summary>
    public string? FaultOf(string value) => value.Length == 0 ? $"{Name} has no value." : _fault(value) is { } fault ? $"{Name} {fault}." : null;

    /// <summary>What to write instead of a value that is wrong, as a sentence.</summary>
    public string CureOf(string value) => NearestValue(value) is { } nearest ? $"Write {nearest}; it takes {Form}." : $"Write {Form}.";

    /// <summary>The word that was probably meant; null when none is near.</summary>
    public string? NearestValue(string value) => NearestName.Of(value.Trim('"', '\''), Values);

    private static string? Anything(string value) => null;

    private static Func<string, string?> OneOf(params string[] words) =>
        value => words.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"'{value}' is not known";

    private static string? Pruning(string value) =>
        IsNone(value) || PruneAmounts.TryParse(value, out var cause) is not null ? null : $"cannot be read: {cause}";

    private static string? Sharing(string value) =>
        IsNone(value) || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 2 and <= 256)
            ? null
            : $"'{value}' is not a whole number from 2 to 256";

    private static string? Whole(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"'{value}' is not a whole number";

    private static string? Positive(string value) =>
        PlanNumbers.TryParse(value, out double number) && number > 0 ? null : $"'{value}' is not a positive number";

    private static string? Fraction(string value) =>
        PlanNumbers.TryParse(value, out double number) && number is >= 0 and <= 1 ? null : $"'{value}' is not a number from 0 to 1";

    private static bool IsNone(string value) => value.Equals(None, StringComparison.OrdinalIgnoreCase);
}
