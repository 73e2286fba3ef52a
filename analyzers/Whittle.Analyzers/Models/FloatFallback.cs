using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1013: one operator that forces integers to floats and back.</summary>
internal sealed class FloatFallback : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.FloatFallback;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from fact in plan.Of(FactKinds.FloatFallback)
        where fact.Number("elements") >= options.Number("fallback_elements", 64)
        select new ModelFinding(
            $"{fact.Text("operator")} {Name(fact.Node)} runs in float between integers: {Text(fact.Number("elements"))} values are dequantized for it and "
                + "quantized again. "
            + $"Replace it by an operator that has an integer form, or move it behind the last quantized layer.",
            (FactNames.Layer, fact.Node),
            ("operator", fact.Text("operator")),
            ("elements", fact.Text("elements")));
}
