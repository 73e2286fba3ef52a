using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1011: a batch normalization that could have gone into the layer before it.</summary>
internal sealed class UnfoldedNormalization : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.UnfoldedNormalization;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from fact in plan.Of(FactKinds.UnfoldedNormalization)
        select new ModelFinding(
            $"the batch normalization {Name(fact.Node)} runs as a step of its own behind layer {Name(fact.Text("layer"))}: {fact.Text("cause")}. Fold it into "
                + "the layer's weights before exporting or quantizing.",
            (FactNames.Layer, fact.Node),
            ("before", fact.Text("layer")),
            ("cause", fact.Text("cause")));
}
