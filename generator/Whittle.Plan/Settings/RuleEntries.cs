using System.Globalization;
using Whittle.Plan.Text;

namespace Whittle.Plan.Settings;

/// <summary>What an item's metadata <c>Rules</c> says to the rules on models: which are off (<c>WHT1001=none</c>), and thresholds
/// (<c>min_parameters=5000</c>).</summary>
public static class RuleEntries
{
    /// <summary>What a threshold is called in a .globalconfig, before its name.</summary>
    public const string Prefix = "whittle_";

    private const string IdStart = "WHT";
    private const string FirstRule = "WHT1001";
    private const int IdLength = 7;
    private const int LastRule = 1015;

    /// <summary>The rules that can be turned off for one model.</summary>
    public static IReadOnlyList<string> Rules { get; } =
        [.. Enumerable.Range(1001, LastRule - 1000).Select(number => IdStart + number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Names of the thresholds, in alphabetical order.</summary>
    public static IReadOnlyList<string> Thresholds { get; } =
    [
        "distinct_values", "dominant_bytes", "dominant_layers", "dominant_microseconds", "dominant_share", "duplicate_bytes", "fallback_elements",
        "min_parameters",
        "min_share", "oldest_opset", "per_channel_gain", "used_range", "zero_channels", "zero_share",
    ];

    /// <summary>Name and value of every entry; a missing value is empty. Entries end at semicolons or, as the build hands them to the C# compiler,
    /// commas.</summary>
    public static IEnumerable<(string Name, string Value)> Split(string rules) =>
        from entry in rules.Split(',', ';')
        where entry.Trim().Length > 0
        let sign = entry.IndexOf('=')
        select sign < 0 ? (entry.Trim(), "") : (entry.Substring(0, sign).Trim(), entry.Substring(sign + 1).Trim());

    /// <summary>Whether an entry's value turns its rule off.</summary>
    public static bool IsOff(string value) => value.Equals(SettingKey.None, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a threshold: a number from 0 on.</summary>
    public static bool TryParse(string value, out double number) => PlanNumbers.TryParse(value, out number) && number >= 0;

    /// <summary>What is wrong with the first wrong entry, and what to write instead; null when nothing is.</summary>
    public static (string Cause, string Cure)? FirstFault(string rules)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Split(rules))
        {
            if (Fault(name, value) is { } fault)
            {
                return fault;
            }

            if (!seen.Add(name))
            {
                return ($"Rules names '{name}' twice.", "Take one of the two out.");
            }
        }

        return null;
    }

    /// <summary>What is wrong with the name or value of a threshold as a .globalconfig has it, without the prefix; null when nothing is.</summary>
    public static (string Cause, string Cure)? ThresholdFault(string name, string value) => !Is(name, Thresholds)
        ? ($"There is no threshold '{Prefix}{name}'.", NearestName.Of(name, Thresholds) is { } nearest ? $"Write {Prefix}{nearest}." : $"There are "
        + $"{string.Join(", ", Thresholds.Select(known => Prefix + known))}.")
       
            : !TryParse(value, out _)
            ? ($"The threshold {Prefix}{name} is '{value}', which is not a number from 0 on.", $"Write a number, as in {Prefix}{name} = 5000 or 0.5.")
            : null;

    private static (string Cause, string Cure)? Fault(string name, string value)
    {
        if (Is(name, Rules))
        {
            return IsOff(value) ? null : ($"Rules gives {name} the value '{value}', and can only turn it off.", $"Write {name}=none; other severities are set "
                + $"in a .globalconfig (dotnet_diagnostic.{name}.severity).");
        }

        if (Is(name, Thresholds))
        {
            return TryParse(value, out _)
                ? null
                : ($"The threshold {name} in Rules is '{value}', which is not a number from 0 on.", $"Write a number, as in {name}=5000 or 0.5.");
        }

        // Ids differ in one digit: the nearest one would be a wrong guess.
        if (name.Length == IdLength && name.StartsWith(IdStart, StringComparison.OrdinalIgnoreCase))
        {
            return ($"Rules names {name}, which is not a rule on models.", $"It turns off {FirstRule} to {Rules[Rules.Count - 1]}; the severity of others is "
                + "set in a .globalconfig.");
        }

        var bare = name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name.Substring(Prefix.Length) : name;
        return ($"Rules names '{name}', which is neither a rule nor a threshold.", NearestName.Of(bare, Thresholds.Concat(Rules)) is { } nearest
            ? $"Write {nearest}."
            : $"Write entries such as {FirstRule}=none or min_parameters=5000; the thresholds are {string.Join(", ", Thresholds)}.");
    }

    private static bool Is(string name, IReadOnlyList<string> known) => known.Contains(name, StringComparer.OrdinalIgnoreCase);
}
