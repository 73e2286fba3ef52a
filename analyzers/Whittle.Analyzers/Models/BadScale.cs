using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1008: a scale that cannot be right.</summary>
internal sealed class BadScale : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.BadScale;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from fact in plan.Of(FactKinds.BadScale)
        let which = fact.Number("channels") == 1
            ? $"a scale of {Name(fact.Node)} ({fact.Text("operator")}) is"
            : $"{fact.Text("channels")} scales of {Name(fact.Node)} ({fact.Text("operator")}) are"
        select new ModelFinding(
            $"{which} {fact.Text("what")}, so that its results mean nothing. Quantize again with calibration data that reaches this node, and give channels "
                + "without weights the scale 1.",
            (FactNames.Layer, fact.Node),
            ("what", fact.Text("what")));
}
