using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Criteria;

/// <summary>Σ |∂L/∂w| over the measured batches: weights that the loss does not ask to change go.</summary>
/// <remarks>In a converged network gradients are mostly noise, so this is weaker than magnitude or Taylor there. Measure it over training batches,
/// early.</remarks>
public sealed class GradientCriterion(GradientSums gradients) : PruningCriterion
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Score(IReadOnlyList<WeightLayer> layers) => [.. layers.Select(gradients.Of)];
}
