using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1015: pruned, but not so much, or not in such a pattern, that the sparse kernel would be faster.</summary>
internal sealed class SparseBelowBreakEven : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.SparseBelowBreakEven;

    /// <summary>A little above the share from which the float kernel for zeros is faster.</summary>
    private const string PayingShare = "0.65";

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from layer in plan.Layers
        where layer.IsMostlyZero(options) && layer.Matters(plan, options) && SparseKernels.Declined(layer)
        let finding = new ModelFinding(
            $"{Percent(layer.ZeroShare())} of the {Text(layer.Weights)} weights of layer {Name(layer.Name)} are zeros, too few or too scattered for its "
                + $"sparse kernel ({layer.Reason}). "
            + "Prune further, in blocks of 16 outputs by 4 inputs, or not at all.",
            (FactNames.Layer, layer.Name),
            ("zeroShare", layer.ZeroShare()),
            ("kernel", layer.Kernel))
        select IsCuredByPruning(layer) ? finding.CuredBy("Prune", $"{layer.Name}={PayingShare}") : finding;

    /// <summary>The build prunes float layers only, and names that the setting's list can hold.</summary>
    private static bool IsCuredByPruning(PlanLayer layer) =>
        layer.WeightType.IsFloat() && layer.Name.IndexOfAny([';', '#']) < 0 && layer.Name.Trim() == layer.Name && layer.Name.Length > 0;
}
