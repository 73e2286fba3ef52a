using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Shapes;

/// <summary>All weights of a unit or channel at once, set to zero. <see cref="Units.UnitPruner"/> makes the network smaller instead.</summary>
public sealed class WholeOutputs : PruningShape
{
    /// <inheritdoc/>
    public override WeightGroups Group(Tensor scores, string layer)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var shape = scores.shape;
        var rows = scores.reshape(shape[0], -1);
        return new WeightGroups(rows.mean([1]), kept => kept.reshape(-1, 1).expand_as(rows).reshape(shape), rows.shape[1]);
    }
}
