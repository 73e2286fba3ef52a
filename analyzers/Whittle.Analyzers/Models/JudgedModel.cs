using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>A model and everything that the rules found on it.</summary>
internal sealed record JudgedModel(AdditionalText File, ModelPlan Plan, IReadOnlyList<(ModelRule Rule, ModelFinding Finding)> Findings)
{
    public static JudgedModel Of(AdditionalText file, ModelPlan plan, RuleOptions options) => new(
        file,
        plan,
        [.. ModelRules.All.Where(rule => !options.IsOff(rule.Descriptor.Id)).SelectMany(rule => rule.Find(plan, options).Select(finding => (rule, finding)))]);

    /// <summary>Every finding, at the model's file: the user knows the model, not the plan in obj/.</summary>
    public IEnumerable<Diagnostic> AtModel() => Findings.Select(found =>
        Diagnostic.Create(found.Rule.Descriptor, ModelFile(), Facts(found.Finding), Plan.Model, found.Finding.Message));

    /// <summary>One suggestion per rule, at a place in C#: the first finding, the number of the others, and the sums for programs.</summary>
    public IEnumerable<Diagnostic> InCode(Location place) =>
        from found in Findings
        group found.Finding by found.Rule into findings
        let more = findings.Count() - 1
        let message = findings.First().Message + (more == 0 ? "" : FormattableString.Invariant($" ({more} more at the model's file.)"))
        select Diagnostic.Create(findings.Key.Descriptor, place, DiagnosticSeverity.Info, [ModelFile()], Sums(findings), Plan.Model, message);

    private Location ModelFile() => Location.Create(Plan.ModelPath, default, default);

    private ImmutableDictionary<string, string?> Facts(ModelFinding finding) =>
        finding.Facts.SetItem(FactNames.Model, Plan.ModelPath).SetItem(FactNames.Class, Plan.FullName());

    private ImmutableDictionary<string, string?> Sums(IEnumerable<ModelFinding> findings)
    {
        var facts = Facts(findings.First());
        foreach (var name in new[] { FactNames.Bytes, FactNames.SavedBytes })
        {
            var sum = findings.Sum(finding => finding.Facts.TryGetValue(name, out var text) && long.TryParse(text, out var number) ? number : 0);
            facts = sum == 0 ? facts : facts.SetItem(name, sum.ToString(CultureInfo.InvariantCulture));
        }

        return facts;
    }
}
