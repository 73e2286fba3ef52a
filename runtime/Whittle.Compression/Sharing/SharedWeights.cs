using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Sharing;

/// <summary>Weight sharing (Han et al. 2016): each layer's nonzero weights take few values, which are trained with the gradients summed per value. Zeros stay zero.</summary>
public sealed class SharedWeights : WeightConstraint
{
    private SharedWeights(IReadOnlyList<Codebook> codebooks) => Codebooks = codebooks;

    /// <summary>One per layer.</summary>
    public IReadOnlyList<Codebook> Codebooks { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Owned => [.. Codebooks.Select(codebook => codebook.Layer.Weight)];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Trainable => [.. Codebooks.Select(codebook => codebook.Values)];

    /// <summary>Clusters the weights of every layer and replaces them by their shared values.</summary>
    /// <exception cref="CompressionException">A codebook's size is not 1 to 256.</exception>
    public static SharedWeights Create(nn.Module network, SharingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var shared = new SharedWeights([.. WeightLayer.Of(network).Select(layer => Codebook.Create(layer, options))]);
        shared.AfterStep();
        return shared;
    }

    /// <inheritdoc/>
    public override void BeforeStep()
    {
        foreach (var codebook in Codebooks)
        {
            codebook.Collect();
        }
    }

    /// <inheritdoc/>
    public override void AfterStep()
    {
        foreach (var codebook in Codebooks)
        {
            codebook.Write();
        }
    }
}
