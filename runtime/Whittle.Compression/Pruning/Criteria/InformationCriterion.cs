using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Criteria;

/// <summary>−log₂ p(|w|) · |w|: the surprisal of a weight under its layer's histogram of magnitudes, times the weight.</summary>
/// <remarks>For bell-shaped weights the order is that of the magnitude. It differs where large weights are common and middling ones rare.</remarks>
public sealed class InformationCriterion : PruningCriterion
{
    private readonly int _bins;

    /// <summary>A criterion over histograms of <paramref name="bins"/> equal bins from 0 to the layer's largest magnitude.</summary>
    public InformationCriterion(int bins = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        _bins = bins;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Score(IReadOnlyList<WeightLayer> layers) => [.. layers.Select(layer => Score(layer.Weight.detach()))];

    private Tensor Score(Tensor weight)
    {
        var magnitude = weight.abs();
        var largest = magnitude.max().item<float>();
        if (largest == 0)
        {
            return magnitude;
        }

        var bin = (magnitude / largest * _bins).floor().clamp(0, _bins - 1).to_type(ScalarType.Int64).flatten();
        var share = bincount(bin, minlength: _bins).to_type(ScalarType.Float32) / magnitude.numel();
        var surprisal = share.clamp_min(1e-9).log2().neg();
        return surprisal.index_select(0, bin).reshape(weight.shape).mul_(magnitude);
    }
}
