using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1009: integers that use less than half of their levels.</summary>
internal sealed class UnusedRange : ModelRule
{
    /// <summary>Fewer integers than this may have missed the outer levels by chance.</summary>
    private const int LeastCount = 64;

    public override DiagnosticDescriptor Descriptor => RuleDescriptors.UnusedRange;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from fact in plan.Of(FactKinds.UnusedRange)
        let used = fact.Number("used") / fact.Number("levels")
        where used < options.Number("used_range", 0.5) && (fact.Text("of") == "activations" || fact.Number("count") >= LeastCount)
        select new ModelFinding(
            $"the {fact.Text("of")} of {Name(fact.Node)} reach {fact.Text("used")} of the {fact.Text("levels")} levels of {fact.Text("type")}: "
                + $"{Text(Math.Floor(Math.Log(1 / used, 2)))} bits of precision are wasted. "
            + "Choose the scale by the largest value that occurs, in a quantizer without reduce_range.",
            (FactNames.Layer, fact.Node),
            ("used", fact.Text("used")));
}
