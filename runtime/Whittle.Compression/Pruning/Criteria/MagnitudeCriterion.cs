using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Criteria;

/// <summary>|w|: small weights go (Han et al. 2015, "Learning both Weights and Connections"). Over blocks and units it is the L1 norm.</summary>
public sealed class MagnitudeCriterion : PruningCriterion
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Score(IReadOnlyList<WeightLayer> layers) => [.. layers.Select(layer => layer.Weight.detach().abs())];
}
