using static TorchSharp.torch;

namespace Whittle.Compression.Pruning;

/// <summary>Computes masks: a criterion scores, a shape groups, an amount decides.</summary>
public sealed class Pruner(PruningCriterion criterion, PruningShape shape, PruningAmount amount)
{
    /// <summary>Leaves these layers whole (by name).</summary>
    public IReadOnlySet<string> Except { get; init; } = new HashSet<string>();

    /// <summary>Prunes at once.</summary>
    /// <returns>The masks, applied.</returns>
    /// <exception cref="CompressionException">A layer would be left without any weight, or a score is not a number.</exception>
    public PruningMasks Prune(nn.Module network) => Prune(network, 0);

    /// <summary>Masks for a moment of a schedule. Scores are taken from the weights as they are; zeros among them may come back while training
    /// continues.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pending">How much is still to come, 1 to 0.</param>
    public PruningMasks Prune(nn.Module network, double pending)
    {
        var masks = Compute(network, pending);
        masks.Apply();
        return masks;
    }

    private PruningMasks Compute(nn.Module network, double pending)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var layers = WeightLayer.Of(network).Where(layer => !Except.Contains(layer.Name)).ToList();
        var names = layers.ConvertAll(layer => layer.Name);
        var scores = criterion.Score(layers);
        var groups = scores.Zip(layers, (score, layer) => shape.Group(Checked(score, layer), layer.ToString())).ToList();
        var kept = amount.Select(groups, names, pending);

        var masks = new List<(WeightLayer, Tensor)>();
        for (var i = 0; i < layers.Count; i++)
        {
            var mask = groups[i].Expand(kept[i].to_type(ScalarType.Float32)).contiguous();
            if (mask.count_nonzero().item<long>() == 0)
            {
                throw new CompressionException($"Pruning would leave {layers[i]} without any weight. Keep more, or give that layer a share of its own.");
            }

            masks.Add((layers[i], mask.clone().DetachFromDisposeScope()));
        }

        return new PruningMasks(masks);
    }

    private static Tensor Checked(Tensor score, WeightLayer layer) => score.isnan().any().item<bool>()
        ? throw new CompressionException($"{layer} has scores that are not numbers. Its weights or gradients hold NaN; go back to an earlier state.")
        : score;
}
