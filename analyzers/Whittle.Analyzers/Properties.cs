using System.Collections.Immutable;
using System.Globalization;

namespace Whittle.Analyzers;

/// <summary>Facts for a diagnostic's properties, as invariant text.</summary>
internal static class Properties
{
    public static ImmutableDictionary<string, string?> Of(params (string Name, object Value)[] facts) =>
        facts.ToImmutableDictionary(fact => fact.Name, string? (fact) => Convert.ToString(fact.Value, CultureInfo.InvariantCulture));
}
