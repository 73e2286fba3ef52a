namespace Whittle.Plan.Settings;

/// <summary>The file <c>NAME.onnx.whittle</c> beside a model, read: <c>Key = value</c> a line, <c>#</c> at the start or behind a space begins a
/// comment.</summary>
/// <param name="Entries">The settings in their order, without those that are wrong.</param>
/// <param name="Faults">What is wrong, in the order of the lines.</param>
public sealed record SettingsFile(EquatableArray<SettingEntry> Entries, EquatableArray<SettingFault> Faults)
{
    /// <summary>What follows the model's file name.</summary>
    public const string Extension = ".whittle";

    /// <summary>What every settings file ends with.</summary>
    public const string Suffix = ".onnx" + Extension;

    /// <summary>Reads the whole text; what is wrong with it stands in <see cref="Faults"/>.</summary>
    public static SettingsFile Parse(string text)
    {
        var entries = new List<SettingEntry>();
        var faults = new List<SettingFault>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var content = WithoutComment(i == 0 ? lines[i].TrimStart('\uFEFF') : lines[i]);
            if (content.Trim().Length > 0)
            {
                ReadLine(content, i + 1, entries, faults);
            }
        }

        return new SettingsFile(entries.ToEquatable(), faults.ToEquatable());
    }

    private static void ReadLine(string line, int number, List<SettingEntry> entries, List<SettingFault> faults)
    {
        var keyColumn = Indent(line) + 1;
        var equals = line.IndexOf('=');
        var name = (equals < 0 ? line : line.Substring(0, equals)).Trim();
        if (equals < 0 || name.Length == 0)
        {
            var whole = line.Trim();
            faults.Add(new SettingFault(
                SettingFaultKind.NotASetting,
                name,
                whole,
                number,
                keyColumn,
                $"'{whole}' is not a setting.",
                "Write a line as in 'Quantize = int8', or begin a comment with #.",
                null));
            return;
        }

        var value = line.Substring(equals + 1).Trim();
        var valueColumn = equals + 2 + (value.Length == 0 ? 0 : Indent(line.Substring(equals + 1)));
        if (SettingKey.Find(name) is not { } key)
        {
            var nearest = SettingKey.NearestTo(name);
            faults.Add(new SettingFault(
                SettingFaultKind.UnknownKey, name, name, number, keyColumn, $"There is no setting '{name}'.", nearest is null
                    ? $"The settings are {AllNames()}."
                    : $"Write {nearest}.", nearest));
            return;
        }

        if (key.FaultOf(value) is { } cause)
        {
            faults.Add(new SettingFault(SettingFaultKind.BadValue, key.Name, value, number, valueColumn, cause, key.CureOf(value), key.NearestValue(value)));
            return;
        }

        if (entries.Find(entry => entry.Key == key.Name) is { } earlier)
        {
            faults.Add(new SettingFault(
                SettingFaultKind.Repeated,
                key.Name,
                name,
                number,
                keyColumn,
                $"{key.Name} stands on line {Text.PlanNumbers.Write(earlier.Line)} already.",
                "Take one of the two lines out.",
                null));
            return;
        }

        entries.Add(new SettingEntry(key.Name, value, number, keyColumn, valueColumn));
    }

    private static string AllNames() => string.Join(", ", SettingKey.All.Select(key => key.Name));

    private static int Indent(string text) => text.Length - text.TrimStart().Length;

    private static string WithoutComment(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
            {
                return line.Substring(0, i);
            }
        }

        return line;
    }
}
