using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1004: one scale for all outputs, where one each would round the weights more finely.</summary>
internal sealed class PerTensorScale : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.PerTensorScale;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from fact in plan.Of(FactKinds.PerTensorScale)
        where fact.Number("gain") >= options.Number("per_channel_gain", 6) && fact.Number("weights") >= options.Number("min_parameters", 1000)
        select new ModelFinding(
            $"the {Text(fact.Number("weights"))} weights of layer {Name(fact.Node)} have one scale for {Text(fact.Number("outputs"))} outputs; one scale each "
                + $"would lower their rounding error by {fact.Text("gain")} dB, at no cost in speed. "
            + "Quantize with per_channel=True.",
            (FactNames.Layer, fact.Node),
            ("gain", fact.Text("gain")),
            ("outputs", fact.Text("outputs")));
}
