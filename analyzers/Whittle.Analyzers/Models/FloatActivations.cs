using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1003: the model stores integers, the kernel multiplies floats.</summary>
internal sealed class FloatActivations : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.FloatActivations;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from fact in plan.Of(FactKinds.FloatActivations)
        let layer = plan.Layer(fact.Node)
        where layer is not null && layer.Matters(plan, options)
        select new ModelFinding(
            $"layer {Name(layer.Name)} has {fact.Text("type")} weights but float activations: its {Text(layer.Weights)} weights became "
                + $"{layer.WeightType.Name()}, {Text(layer.StoredBytes)} bytes in the assembly, and no integer kernel runs. "
            + "Quantize the activations too (static QDQ, or dynamic quantization).",
            (FactNames.Layer, layer.Name),
            (FactNames.Bytes, layer.StoredBytes),
            (FactNames.SavedBytes, Math.Max(0, layer.StoredBytes - layer.Weights)));
}
