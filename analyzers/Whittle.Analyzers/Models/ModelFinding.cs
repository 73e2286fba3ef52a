using System.Collections.Immutable;
using System.Globalization;

namespace Whittle.Analyzers.Models;

/// <summary>One message of a model rule.</summary>
/// <param name="Message">What was found, in numbers, and in its last sentence what to do; without the model's name.</param>
/// <param name="Facts">The same for programs, under the names of <see cref="FactNames"/>.</param>
internal sealed record ModelFinding(string Message, ImmutableDictionary<string, string?> Facts)
{
    public ModelFinding(string message, params (string Name, object Value)[] facts)
        : this(message, facts.ToImmutableDictionary(fact => fact.Name, string? (fact) => Convert.ToString(fact.Value, CultureInfo.InvariantCulture)))
    {
    }

    /// <summary>The finding with the setting that cures it, which a code fix can write beside the model.</summary>
    public ModelFinding CuredBy(string setting, string value) =>
        this with { Facts = Facts.SetItem(FactNames.Setting, setting).SetItem(FactNames.Value, value) };
}
