using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Units;

/// <summary>Entropy in bits of a unit's activation over samples (Luo and Wu 2017): a unit that says nearly the same to everything tells nothing.</summary>
/// <remarks>Maps are averaged per sample; each unit has a histogram of equal bins between its least and its largest activation.</remarks>
public sealed class ActivationEntropy : UnitCriterion
{
    private readonly Tensor _samples;
    private readonly int _bins;

    /// <summary>Measures over <paramref name="samples"/>, inputs of the network [samples, …], with <paramref name="bins"/> ≥ 2 bins.</summary>
    public ActivationEntropy(Tensor samples, int bins = 32)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        (_samples, _bins) = (samples, bins);
    }

    /// <inheritdoc/>
    public override Tensor Score(nn.Module<Tensor, Tensor> network, UnitChain chain)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(chain);
        using var none = no_grad();
        Tensor? seen = null;
        var hook = ((nn.Module<Tensor, Tensor>)chain.Consumer.Module).register_forward_pre_hook((_, input) =>
        {
            seen = input.reshape(input.shape[0], chain.Units, -1).mean([2]);
            return null!;
        });
        network.eval();
        network.call(_samples);
        hook.remove();
        return Entropy(seen ?? throw new CompressionException($"{chain.Consumer} did not run, so the activations before it are unknown."));
    }

    private Tensor Entropy(Tensor activations)
    {
        var least = activations.amin([0]);
        var width = (activations.amax([0]) - least).clamp_min(1e-12);
        var bin = ((activations - least) / width * _bins).floor().clamp(0, _bins - 1).to_type(ScalarType.Int64);
        var counts = zeros(activations.shape[1], _bins).scatter_add_(1, bin.t(), ones_like(activations).t());
        var share = counts / activations.shape[0];
        return -(share * share.clamp_min(1e-12).log2()).sum(1);
    }
}
