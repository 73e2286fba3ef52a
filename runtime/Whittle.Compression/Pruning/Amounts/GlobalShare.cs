using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Amounts;

/// <summary>Keeps a share of all weights of the network; layers with higher scores keep more. Meant for scores that compare between layers, such as
/// LAMP.</summary>
public sealed class GlobalShare : PruningAmount
{
    private readonly double _share;

    /// <summary>Keeps a share in (0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in (0, 1].</exception>
    public GlobalShare(double share) => _share = Share(share, nameof(share));

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Select(IReadOnlyList<WeightGroups> groups, IReadOnlyList<string> names, double pending)
    {
        var scores = cat([.. groups.Select(layer => layer.Scores)]);
        var kept = Best(scores, Count(scores.shape[0], _share + ((1 - _share) * pending)));
        return kept.split([.. groups.Select(layer => layer.Scores.shape[0])]);
    }
}
