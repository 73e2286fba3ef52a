using System.Globalization;
using Whittle.Plan;
using Whittle.Plan.Settings;
using Whittle.Plan.Text;

namespace Whittle.Compiler.Settings;

/// <summary>The settings that hold for a model: those given directly (item metadata, options), then those of the settings file beside it.</summary>
/// <param name="All">In the order of <see cref="SettingKey.All"/>, at most one for each key, none of them "none".</param>
/// <param name="Problem">The first thing that is wrong; null when nothing is.</param>
public sealed record EffectiveSettings(EquatableArray<PlanSetting> All, SettingProblem? Problem)
{
    /// <summary>Where a setting of the settings file comes from.</summary>
    public const string FromFile = "file";

    private EquatableArray<SettingEntry> Entries { get; init; }

    private string File { get; init; } = "";

    /// <summary>Path of the settings file that belongs to a model, whether it is there or not.</summary>
    public static string FileOf(string model) => model + SettingsFile.Extension;

    /// <summary>Reads the settings file beside the model, if there is one, and lets the given settings win.</summary>
    /// <param name="given">Values by key; empty ones are not given.</param>
    /// <param name="from">What the given ones are: "item" or "option".</param>
    /// <param name="model">Path of the model.</param>
    /// <exception cref="IOException">The settings file cannot be read.</exception>
    public static EffectiveSettings Read(IReadOnlyDictionary<string, string> given, string from, string model)
    {
        var path = FileOf(model);
        var file = System.IO.File.Exists(path) ? SettingsFile.Parse(System.IO.File.ReadAllText(path)) : SettingsFile.Parse("");
        var problem = file.Faults.Count > 0
            ? new SettingProblem(file.Faults[0].Cause, file.Faults[0].Cure, path, file.Faults[0].Line, file.Faults[0].Column)
            : null;
        var settings = new List<PlanSetting>();
        foreach (var key in SettingKey.All)
        {
            var value = given.TryGetValue(key.Name, out var text) ? text.Trim() : "";
            if (value.Length > 0)
            {
                problem ??= key.FaultOf(value) is { } cause ? new SettingProblem(cause, key.CureOf(value), "", 0, 0) : null;
                settings.Add(new PlanSetting(key.Name, value, from, 0));
            }
            else if (file.Entries.FirstOrDefault(entry => entry.Key == key.Name) is { } entry)
            {
                settings.Add(new PlanSetting(key.Name, entry.Value, FromFile, entry.Line));
            }
        }

        var effective = settings.Where(setting => !setting.Value.Equals(SettingKey.None, StringComparison.OrdinalIgnoreCase));
        return new EffectiveSettings(effective.ToEquatable(), problem) { Entries = file.Entries, File = path };
    }

    /// <summary>Settings that were read and checked before.</summary>
    public static EffectiveSettings Of(EquatableArray<PlanSetting> settings, string model) => new(settings, null) { File = FileOf(model) };

    /// <summary>The setting's value; "" when it is not set.</summary>
    public string Value(string key) => All.FirstOrDefault(setting => setting.Key == key)?.Value ?? "";

    /// <summary>A problem with the value of a setting, at its place.</summary>
    public SettingProblem At(string key, string cause, string cure)
    {
        var entry = All.FirstOrDefault(setting => setting.Key == key) is { From: FromFile } ? Entries.FirstOrDefault(entry => entry.Key == key) : null;
        return entry is null ? new SettingProblem(cause, cure, "", 0, 0) : new SettingProblem(cause, cure, File, entry.Line, entry.ValueColumn);
    }

    /// <summary>The folder that a setting names: as seen from the model for one of the settings file, else from <paramref name="directory"/>. Null when it is
    /// not set.</summary>
    public DataFolder? Folder(string key, string directory)
    {
        var setting = All.FirstOrDefault(setting => setting.Key == key);
        var start = setting?.From == FromFile ? Path.GetDirectoryName(File)! : directory;
        return setting is null ? null : new DataFolder(Path.GetFullPath(Path.Combine(start, setting.Value)), setting.Value);
    }

    /// <summary>The settings as the compiler takes them.</summary>
    /// <param name="directory">What relative folders of directly given settings are seen from.</param>
    public CompileOptions ToOptions(string directory) => new()
    {
        ClassName = Value("ClassName") is { Length: > 0 } className ? className : null,
        Namespace = Value("Namespace"),
        Accessibility = Value("Accessibility") is { Length: > 0 } accessibility ? accessibility.ToLowerInvariant() : "public",
        Dimensions = DimensionList.TryParse(Value("Dimensions"), out var dimensions, out _) ? dimensions : new Dictionary<string, int>(StringComparer.Ordinal),
        Bind = Bind,
        Exact = Exact,
        Compression = Compression(directory),
        Budget = Budget(directory),
        Settings = All,
    };

    /// <summary>Whether kernels must give every bit, which they must unless told otherwise.</summary>
    public bool Exact => !Value("Exact").Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Values of inputs that become constants; none when the setting cannot be read, which <see cref="SettingChecks"/> finds.</summary>
    public IReadOnlyDictionary<string, double[]> Bind =>
        BindList.TryParse(Value("Bind"), out var values, out _) ? values : new Dictionary<string, double[]>(StringComparer.Ordinal);

    /// <summary>What the settings ask of the weights.</summary>
    public CompressionOptions Compression(string directory) => new()
    {
        WeightBits = Value("Quantize").ToLowerInvariant() switch { "int8" => 8, "int4" => 4, _ => 0 },
        Prune = Value("Prune") is { Length: > 0 } prune ? PruneAmounts.TryParse(prune, out _) : null,
        SharedValues = Value("Share") is { Length: > 0 } share ? int.Parse(share, CultureInfo.InvariantCulture) : 0,
        Calibration = Folder("CalibrationData", directory),
    };

    /// <summary>What the settings allow the model to cost.</summary>
    public BudgetOptions Budget(string directory) => new()
    {
        Bytes = Whole("MaxBytes"),
        Macs = Whole("MaxMacs"),
        Microseconds = Number("MaxMicroseconds"),
        Accuracy = Number("MinAccuracy"),
        TestData = Folder("TestData", directory),
    };

    private long? Whole(string key) => Value(key) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private double? Number(string key) => PlanNumbers.TryParse(Value(key), out double number) ? number : null;
}
