using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Whittle.Analyzers.Models;

/// <summary>
/// Thresholds of the rules. What the model's item says in its Rules metadata wins (<c>Rules="min_parameters=5000;WHT1001=none"</c>), then <c>whittle_…</c> keys of a
/// .globalconfig, then the default.
/// </summary>
internal sealed class RuleOptions
{
    private const string Prefix = "whittle_";
    private const string ItemKey = "build_metadata.AdditionalFiles.Rules";

    private readonly AnalyzerConfigOptions? _project;
    private readonly Dictionary<string, string> _item = new(StringComparer.OrdinalIgnoreCase);

    public RuleOptions(AnalyzerConfigOptions? project = null, AnalyzerConfigOptions? item = null)
    {
        _project = project;
        if (item is not null && item.TryGetValue(ItemKey, out var rules))
        {
            // The compiler's configuration files end a value at a semicolon, so the build hands over commas.
            foreach (var entry in rules.Split(',', ';'))
            {
                var parts = entry.Split('=');
                if (parts.Length == 2)
                {
                    _item[parts[0].Trim()] = parts[1].Trim();
                }
            }
        }
    }

    /// <summary>The threshold of that name; text that is no number counts as not given.</summary>
    public double Number(string name, double fallback)
    {
        if (!_item.TryGetValue(name, out var text) && (_project is null || !_project.TryGetValue(Prefix + name, out text)))
        {
            return fallback;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : fallback;
    }

    /// <summary>Whether the model's item turns the rule off.</summary>
    public bool IsOff(string id) => _item.TryGetValue(id, out var value) && string.Equals(value, "none", StringComparison.OrdinalIgnoreCase);
}
