using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Criteria;

/// <summary>|w| · Σ |∂L/∂w|: the first-order change of the loss when a weight becomes zero (Molchanov et al. 2017), with absolute values per batch.</summary>
public sealed class TaylorCriterion(GradientSums gradients) : PruningCriterion
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Score(IReadOnlyList<WeightLayer> layers) =>
        [.. layers.Select(layer => layer.Weight.detach().abs().mul_(gradients.Of(layer)))];
}
