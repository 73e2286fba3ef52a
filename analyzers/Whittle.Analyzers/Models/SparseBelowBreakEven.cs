using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1015: pruned, but not so much, or not in such a pattern, that the sparse kernel would be faster.</summary>
internal sealed class SparseBelowBreakEven : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.SparseBelowBreakEven;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from layer in plan.Layers
        where layer.IsMostlyZero(options) && layer.Matters(plan, options) && SparseKernels.Declined(layer)
        select new ModelFinding(
            $"{Percent(layer.ZeroShare())} of the {Text(layer.Weights)} weights of layer {Name(layer.Name)} are zeros, too few or too scattered for its sparse kernel ({layer.Reason}). "
            + "Prune further, in blocks of 16 outputs by 4 inputs, or not at all.",
            (FactNames.Layer, layer.Name),
            ("zeroShare", layer.ZeroShare()),
            ("kernel", layer.Kernel));
}
