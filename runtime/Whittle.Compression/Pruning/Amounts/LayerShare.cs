using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Amounts;

/// <summary>Keeps the same share in every layer, or the share given for a layer by name.</summary>
public sealed class LayerShare : PruningAmount
{
    private readonly double _share;
    private readonly Dictionary<string, double> _byLayer;

    /// <summary>Keeps a share in (0, 1].</summary>
    /// <param name="share">Of every layer that is not named.</param>
    /// <param name="byLayer">Shares of layers by name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in (0, 1].</exception>
    public LayerShare(double share, IReadOnlyDictionary<string, double>? byLayer = null)
    {
        _share = Share(share, nameof(share));
        _byLayer = (byLayer ?? new Dictionary<string, double>()).ToDictionary(entry => entry.Key, entry => Share(entry.Value, entry.Key));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Select(IReadOnlyList<WeightGroups> groups, IReadOnlyList<string> names, double pending)
    {
        if (_byLayer.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new CompressionException($"A share is given for the layer '{unknown}', but the network has only {string.Join(", ", names)}.");
        }

        return [.. groups.Zip(names, (layer, name) => Select(layer.Scores, _byLayer.GetValueOrDefault(name, _share), pending))];
    }

    private static Tensor Select(Tensor scores, double share, double pending) => Best(scores, Count(scores.shape[0], share + ((1 - share) * pending)));
}
