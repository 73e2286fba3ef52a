using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Criteria;

/// <summary>w² / Σ w'² over the weights of the layer that are at least as large (Lee et al. 2021, "Layer-adaptive sparsity").</summary>
/// <remarks>Scores compare between layers, so use it with <see cref="Amounts.GlobalShare"/>: the layers' shares follow by themselves. The largest weight of a
/// layer scores 1.</remarks>
public sealed class LampCriterion : PruningCriterion
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Score(IReadOnlyList<WeightLayer> layers) => [.. layers.Select(layer => Score(layer.Weight.detach()))];

    private static Tensor Score(Tensor weight)
    {
        // Largest first, so that a running sum is the sum over everything at least as large. Doubles: the sums span many magnitudes.
        var squares = weight.flatten().to_type(ScalarType.Float64).square();
        var (sorted, order) = squares.sort(descending: true);
        var scores = (sorted / sorted.cumsum(0).clamp_min(double.Epsilon)).to_type(ScalarType.Float32);
        return zeros_like(scores).scatter_(0, order, scores).reshape(weight.shape);
    }
}
