using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Shapes;

/// <summary>Every weight for itself: the most accurate at a given share; gains size, and speed only when very sparse.</summary>
public sealed class SingleWeights : PruningShape
{
    /// <inheritdoc/>
    public override WeightGroups Group(Tensor scores, string layer)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var shape = scores.shape;
        return new WeightGroups(scores.flatten(), kept => kept.reshape(shape), 1);
    }
}
