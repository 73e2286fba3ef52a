using System.Globalization;
using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>A rule on a compiled model: it sees the plan and the options, and nothing else.</summary>
internal abstract class ModelRule
{
    private const int MostCharacters = 48;

    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>What the rule has to say about the plan, the weightiest first where that is known.</summary>
    public abstract IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options);

    protected static string Text(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    protected static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>A node's name in quotes; names that exporters put together from paths keep their end, which tells them apart. The whole name is among the
    /// facts.</summary>
    protected static string Name(string name) => name.Length <= MostCharacters ? $"'{name}'" : $"'…{name.Substring(name.Length - MostCharacters + 1)}'";
}
