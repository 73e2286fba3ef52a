using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Sharing;

/// <summary>Weight sharing (Han et al. 2016): each layer's nonzero weights take few values, which are trained with the gradients summed per value. Zeros stay
/// zero.</summary>
public sealed class SharedWeights : WeightConstraint
{
    private readonly IReadOnlyList<Codebook> _all;

    private SharedWeights(IReadOnlyList<Codebook> codebooks, IReadOnlyList<Codebook> biases) =>
        (Codebooks, Biases, _all) = (codebooks, biases, [.. codebooks, .. biases]);

    /// <summary>One per layer.</summary>
    public IReadOnlyList<Codebook> Codebooks { get; }

    /// <summary>One per layer with a bias, where biases are shared; otherwise empty.</summary>
    public IReadOnlyList<Codebook> Biases { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Owned => [.. _all.Select(codebook => codebook.Target)];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Trainable => [.. _all.Select(codebook => codebook.Values)];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, Tensor> State => _all.SelectMany(codebook => codebook.State()).ToDictionary();

    /// <summary>Clusters the weights of every layer and replaces them by their shared values.</summary>
    /// <exception cref="CompressionException">A codebook's size is not 1 to 256.</exception>
    public static SharedWeights Create(nn.Module network, SharingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var layers = WeightLayer.Of(network);
        var biases = options.BiasSize is { } size
            ? layers.Where(layer => layer.Bias is not null).Select(layer => Codebook.OfBias(layer, SharingOptions.Checked(size, layer.Name), options.Start))
            : [];
        var shared = new SharedWeights([.. layers.Select(layer => Codebook.Create(layer, options))], [.. biases]);
        shared.AfterStep();
        return shared;
    }

    /// <inheritdoc/>
    public override void Load(IReadOnlyDictionary<string, Tensor> state)
    {
        foreach (var codebook in _all)
        {
            codebook.Load(state);
        }
    }

    /// <inheritdoc/>
    public override void BeforeStep()
    {
        foreach (var codebook in _all)
        {
            codebook.Collect();
        }
    }

    /// <inheritdoc/>
    public override void AfterStep()
    {
        foreach (var codebook in _all)
        {
            codebook.Write();
        }
    }
}
