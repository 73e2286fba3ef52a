using static TorchSharp.torch;

namespace Whittle.Compression.Pruning;

/// <summary>Says how much each weight matters.</summary>
public abstract class PruningCriterion
{
    /// <summary>Scores of all layers, each in the shape of its layer's weights; the weights with the lowest scores go first. Scores are ≥ 0.</summary>
    public abstract IReadOnlyList<Tensor> Score(IReadOnlyList<WeightLayer> layers);
}
