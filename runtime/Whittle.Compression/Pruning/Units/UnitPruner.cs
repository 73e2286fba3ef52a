using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Units;

/// <summary>Cuts whole units and channels out of a network of Sequentials, which becomes physically smaller: Linear → Linear, Conv → Conv, Conv → Flatten →
/// Linear.</summary>
/// <remarks>Batch normalizations between shrink with them. Parameters are replaced, so optimizers are made afterwards.</remarks>
public sealed class UnitPruner
{
    private readonly UnitCriterion _criterion;
    private readonly double _share;

    /// <summary>Keeps a share in (0, 1] of the units of every chain, or the share that <see cref="ByLayer"/> names.</summary>
    public UnitPruner(UnitCriterion criterion, double share)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        (_criterion, _share) = (criterion, Checked(share));
    }

    /// <summary>Shares of units to keep, by the name of the layer that produces them.</summary>
    public IReadOnlyDictionary<string, double> ByLayer { get; init; } = new Dictionary<string, double>();

    /// <summary>Cuts. The network is taken over: the result has its modules, with new convolutions where channels changed.</summary>
    /// <exception cref="CompressionException">The network has no two layers in a row.</exception>
    public PrunedUnits Prune(Sequential network)
    {
        var chains = UnitChain.Of(network);
        if (chains.Count == 0)
        {
            throw new CompressionException(
                "No two layers of the network follow each other with only per-unit modules between them, so no unit can be cut out.");
        }

        // All scores first: cutting one chain changes what the next one sees.
        using var scope = NewDisposeScope();
        var scores = chains.Select(chain => _criterion.Score(network, chain)).ToList();
        var units = new Dictionary<string, long[]>();
        for (var i = 0; i < chains.Count; i++)
        {
            var chain = chains[i];
            var share = Checked(ByLayer.GetValueOrDefault(chain.Producer.Name, _share));
            var count = Math.Max(1, (long)Math.Round(chain.Units * share, MidpointRounding.AwayFromZero));
            var kept = scores[i].sort(dim: 0, descending: true, stable: true).Indices.narrow(0, 0, count).sort().Values;
            units.Add(chain.Producer.Name, kept.data<long>().ToArray());
            Cut(chain, kept);
        }

        return new PrunedUnits(Rebuild(network), units);
    }

    private static Sequential Rebuild(Sequential network) => nn.Sequential(network.named_children().Select(child => (child.name, child.module switch
    {
        Sequential inner => Rebuild(inner),
        Convolution { transposed: false } convolution => ConvolutionCopy.Of(convolution),
        _ => (nn.Module<Tensor, Tensor>)child.module,
    })));

    private static void Cut(UnitChain chain, Tensor kept)
    {
        using var none = no_grad();
        var producer = chain.Producer;
        var inputs = (kept.unsqueeze(1) * chain.InputsPerUnit + arange(chain.InputsPerUnit)).flatten();
        producer.Weight = Part(producer.Weight, 0, kept);
        if (producer.Bias is { } bias)
        {
            producer.Bias = Part(bias, 0, kept);
        }

        foreach (var norm in chain.Norms)
        {
            Cut(norm, kept);
        }

        chain.Consumer.Weight = Part(chain.Consumer.Weight, 1, inputs);
        if (producer.Module is Linear linear)
        {
            linear.out_features = kept.shape[0];
        }

        if (chain.Consumer.Module is Linear reader)
        {
            reader.in_features = inputs.shape[0];
        }
    }

    private static void Cut(BatchNorm norm, Tensor kept)
    {
        if (norm.weight is { } weight && norm.bias is { } bias)
        {
            norm.weight = Part(weight, 0, kept);
            norm.bias = Part(bias, 0, kept);
        }

        if (norm.running_mean is { } mean && norm.running_var is { } variance)
        {
            norm.running_mean = mean.index_select(0, kept).DetachFromDisposeScope();
            norm.running_var = variance.index_select(0, kept).DetachFromDisposeScope();
        }
    }

    private static Parameter Part(Tensor tensor, long dimension, Tensor kept)
    {
        var part = new Parameter(tensor.detach().index_select(dimension, kept));
        part.DetachFromDisposeScope();
        return part;
    }

    private static double Checked(double share) => share is > 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A share of units to keep lies above 0 and is at most 1.");
}

/// <summary>What is left of a network.</summary>
/// <param name="Network">The smaller network.</param>
/// <param name="Kept">Indexes of the units kept, ascending, by the name of the layer that produces them.</param>
public sealed record PrunedUnits(Sequential Network, IReadOnlyDictionary<string, long[]> Kept);
