using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Quantization;

/// <summary>Quantized weights, optionally trained: the network always has the rounded weights, and gradients go straight through the rounding to exact ones
/// kept beside (Bengio et al. 2013). Without training it is post-training quantization of the weights.</summary>
/// <remarks>Scales follow the exact weights after every step. With a global scale the largest weight of the network sets it.</remarks>
public sealed class QuantizedTraining : WeightConstraint
{
    private readonly List<Entry> _entries = [];
    private readonly QuantizationOptions _options;

    /// <summary>Rounds the weights of every layer.</summary>
    public QuantizedTraining(nn.Module network, QuantizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var layers = WeightLayer.Of(network);
        if (options.ByLayer.Keys.FirstOrDefault(name => layers.All(layer => layer.Name != name)) is { } unknown)
        {
            throw new CompressionException(
                $"A scheme is given for the layer '{unknown}', but the network has only {string.Join(", ", layers.Select(layer => layer.Name))}.");
        }

        foreach (var layer in layers)
        {
            var exact = new Parameter(layer.Weight.detach().clone());
            exact.DetachFromDisposeScope();
            _entries.Add(new Entry(layer, exact, exact.detach().ne(0).to_type(ScalarType.Float32).DetachFromDisposeScope()));
        }

        AfterStep();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Owned => [.. _entries.Select(entry => entry.Layer.Weight)];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Trainable => [.. _entries.Select(entry => entry.Exact)];

    /// <summary>The weights of a layer by name, as integers.</summary>
    public QuantizedWeights this[string layer]
    {
        get
        {
            var entry = _entries.Single(entry => entry.Layer.Name == layer);
            return Round(entry);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, Tensor> State => _entries
        .SelectMany(
            entry => new KeyValuePair<string, Tensor>[] { new($"{entry.Layer.Name}.exact", entry.Exact.detach()), new($"{entry.Layer.Name}.kept", entry.Kept) })
        .ToDictionary();

    /// <inheritdoc/>
    public override void Load(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var none = no_grad();
        foreach (var entry in _entries)
        {
            entry.Exact.copy_(state[$"{entry.Layer.Name}.exact"]);
            entry.Kept.copy_(state[$"{entry.Layer.Name}.kept"]);
        }
    }

    /// <inheritdoc/>
    public override void BeforeStep()
    {
        foreach (var entry in _entries)
        {
            entry.Exact.grad = entry.Layer.Weight.grad is { } gradient ? gradient.clone().DetachFromDisposeScope() : null;
        }
    }

    /// <inheritdoc/>
    public override void AfterStep()
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        foreach (var entry in _entries)
        {
            if (_options.KeepZeros && _options.SchemeOf(entry.Layer.Name) != WeightScheme.Binary)
            {
                entry.Exact.mul_(entry.Kept);
            }
        }

        foreach (var entry in _entries)
        {
            entry.Layer.Weight.copy_(Round(entry).Values());
        }
    }

    private QuantizedWeights Round(Entry entry)
    {
        var scheme = _options.SchemeOf(entry.Layer.Name);
        if (_options.Sharing != ScaleSharing.Global)
        {
            return WeightQuantizer.Quantize(entry.Exact, scheme, _options.Sharing == ScaleSharing.PerChannel);
        }

        using var scope = NewDisposeScope();
        var all = cat([.. _entries.Select(other => other.Exact.detach().flatten())]).reshape(1, -1);
        return WeightQuantizer.WithScale(entry.Exact, scheme, WeightQuantizer.Scale(all, scheme));
    }

    private sealed record Entry(WeightLayer Layer, Parameter Exact, Tensor Kept);
}
