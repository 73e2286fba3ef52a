using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1002: more than half zeros in a kind of layer that has no sparse kernel.</summary>
internal sealed class DenseZeros : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.DenseZeros;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from layer in plan.Layers
        where layer.IsMostlyZero(options) && layer.Matters(plan, options) && SparseKernels.Without(layer)
        let floatConvolution = layer.Kernel == "ConvolutionFloat"
        let cure = floatConvolution
            ? "int8 convolutions skip zeros: quantize the model, or let the build do it (Quantize = int8)."
            : "Prune whole channels instead."
        let finding = new ModelFinding(
            $"{Percent(layer.ZeroShare())} of the {Text(layer.Weights)} weights of layer {Name(layer.Name)} are zeros, but its kernel ({layer.Kernel}) "
                + $"multiplies them all. {cure}",
            (FactNames.Layer, layer.Name),
            ("zeroShare", layer.ZeroShare()),
            ("kernel", layer.Kernel))
        select floatConvolution ? finding.CuredBy("Quantize", "int8") : finding;
}
