using Microsoft.CodeAnalysis.Diagnostics;
using Whittle.Plan.Settings;

namespace Whittle.Analyzers.Models;

/// <summary>
/// Thresholds of the rules. What the model's item says in its Rules metadata wins (<c>Rules="min_parameters=5000;WHT1001=none"</c>), then <c>whittle_…</c> keys
/// of a .globalconfig, then the default.
/// </summary>
internal sealed class RuleOptions
{
    private const string ItemKey = "build_metadata.AdditionalFiles.Rules";

    private readonly AnalyzerConfigOptions? _project;
    private readonly Dictionary<string, string> _item = new(StringComparer.OrdinalIgnoreCase);

    public RuleOptions(AnalyzerConfigOptions? project = null, AnalyzerConfigOptions? item = null)
    {
        _project = project;
        if (item is not null && item.TryGetValue(ItemKey, out var rules))
        {
            foreach (var (name, value) in RuleEntries.Split(rules))
            {
                _item[name] = value;
            }
        }
    }

    /// <summary>The threshold of that name; text that is no number, which the build and WHT2010 speak of, counts as not given.</summary>
    public double Number(string name, double fallback)
    {
        if (!_item.TryGetValue(name, out var text) && (_project is null || !_project.TryGetValue(RuleEntries.Prefix + name, out text)))
        {
            return fallback;
        }

        return RuleEntries.TryParse(text, out var number) ? number : fallback;
    }

    /// <summary>Whether the model's item turns the rule off.</summary>
    public bool IsOff(string id) => _item.TryGetValue(id, out var value) && RuleEntries.IsOff(value);
}
