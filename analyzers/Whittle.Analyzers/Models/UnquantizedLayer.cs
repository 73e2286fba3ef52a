using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1001: float weights of a size that matters.</summary>
internal sealed class UnquantizedLayer : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.UnquantizedLayer;

    // Weights that share a few values are stored as a codebook and may be below a byte already; integers that became floats are WHT1003.
    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options)
    {
        var stored = new HashSet<string>(plan.Of(FactKinds.FloatActivations).Select(fact => fact.Node), StringComparer.Ordinal);
        return from layer in plan.Layers
               where layer.WeightType.IsFloat() && layer.StoredBytes > layer.Weights && layer.Matters(plan, options) && !stored.Contains(layer.Name)
               let nanoseconds = plan.Of(FactKinds.AsInt8).FirstOrDefault(fact => fact.Node == layer.Name)?.Number("nanoseconds") ?? 0
               let saved = nanoseconds > 0 ? Math.Max(0, layer.Nanoseconds - nanoseconds) : 0
               select new ModelFinding(
                   $"layer {Name(layer.Name)} has {Text(layer.Weights)} {layer.WeightType.Name()} weights, {Text(layer.StoredBytes)} bytes in the assembly; "
                       + $"as int8 they take at most {Text(layer.Weights)}{Time(layer, saved)}. "
                   + "Quantize the model, or let the build do it (Quantize = int8).",
                   (FactNames.Layer, layer.Name),
                   (FactNames.Bytes, layer.StoredBytes),
                   (FactNames.SavedBytes, layer.StoredBytes - layer.Weights),
                   (FactNames.SavedNanoseconds, saved)).CuredBy("Quantize", "int8");
    }

    /// <summary>The time where a fifth of it, and a microsecond, would be saved: the estimates are not finer.</summary>
    private static string Time(PlanLayer layer, double saved) => saved * 5 < layer.Nanoseconds || saved < 1000
        ? ""
        : $" (about {Text(Math.Round((layer.Nanoseconds - saved) / 1000, 1))} µs instead of {Text(Math.Round(layer.Nanoseconds / 1000d, 1))})";
}
