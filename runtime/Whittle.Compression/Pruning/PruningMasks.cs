using static TorchSharp.torch;

namespace Whittle.Compression.Pruning;

/// <summary>Which weights of a network are kept. As a constraint it holds removed weights at zero, whatever the optimizer does to them.</summary>
public sealed class PruningMasks : WeightConstraint
{
    private List<(WeightLayer Layer, Tensor Mask)> _masks;

    internal PruningMasks(IEnumerable<(WeightLayer, Tensor)> masks) => _masks = [.. masks];

    /// <summary>Masks that keep what is not zero now.</summary>
    public static PruningMasks OfZeros(nn.Module network) =>
        new(WeightLayer.Of(network).Select(layer => (layer, layer.Weight.detach().ne(0).to_type(ScalarType.Float32).DetachFromDisposeScope())));

    /// <summary>Share of a network's maskable weights that is kept.</summary>
    public double Kept => _masks.Sum(entry => (double)entry.Mask.count_nonzero().item<long>()) / _masks.Sum(entry => (double)entry.Mask.numel());

    /// <summary>The layers with the share that each keeps.</summary>
    public IReadOnlyList<(WeightLayer Layer, double Kept)> Layers =>
        [.. _masks.Select(entry => (entry.Layer, (double)entry.Mask.count_nonzero().item<long>() / entry.Mask.numel()))];

    /// <summary>The mask of a layer by name: ones and zeros in the shape of its weights.</summary>
    public Tensor this[string layer] => _masks.Single(entry => entry.Layer.Name == layer).Mask;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, Tensor> State => _masks.ToDictionary(entry => entry.Layer.Name, entry => entry.Mask);

    /// <inheritdoc/>
    public override void Load(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _masks = [.. _masks.Where(entry => state.ContainsKey(entry.Layer.Name)).Select(
            entry => (entry.Layer, state[entry.Layer.Name].clone().DetachFromDisposeScope()))];
    }

    /// <summary>Sets the removed weights to zero.</summary>
    public void Apply()
    {
        using var none = no_grad();
        foreach (var (layer, mask) in _masks)
        {
            layer.Weight.mul_(mask);
        }
    }

    /// <inheritdoc/>
    public override void AfterStep() => Apply();
}
