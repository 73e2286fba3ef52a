using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1005: few distinct float values, but more than the codebook kernel looks up.</summary>
internal sealed class FewDistinctValues : ModelRule
{
    /// <summary>Entries of the codebook kernel's register table.</summary>
    private const int KernelEntries = 16;

    public override DiagnosticDescriptor Descriptor => RuleDescriptors.FewDistinctValues;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from layer in plan.Layers
        where layer.WeightType.IsFloat() && layer.DistinctValues > KernelEntries && layer.DistinctValues <= options.Number("distinct_values", 64)
        where layer.Matters(plan, options) && layer.Weights >= KernelEntries * layer.DistinctValues
        let shared = (layer.Weights / 2) + (KernelEntries * sizeof(float))
        where shared < layer.StoredBytes
        select new ModelFinding(
            $"the {Text(layer.Weights)} weights of layer {Name(layer.Name)} have {Text(layer.DistinctValues)} distinct values, {Text(layer.StoredBytes)} "
                + $"bytes in the assembly; shared among {KernelEntries} they take {Text(shared)}. "
            + $"Share them further, or let the build do it (Share = {KernelEntries}).",
            (FactNames.Layer, layer.Name),
            ("distinct", layer.DistinctValues),
            (FactNames.Bytes, layer.StoredBytes),
            (FactNames.SavedBytes, layer.StoredBytes - shared)).CuredBy("Share", "16");
}
