using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Units;

/// <summary>L1 norm of a unit's incoming weights (Li et al. 2017) times the L1 norm of its outgoing ones: a unit that nobody listens to scores zero
/// too.</summary>
public sealed class UnitNorm : UnitCriterion
{
    /// <inheritdoc/>
    public override Tensor Score(nn.Module<Tensor, Tensor> network, UnitChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var incoming = chain.Producer.Weight.detach().abs().reshape(chain.Units, -1).sum(1);
        var outgoing = chain.Consumer.Weight.detach().abs().reshape(chain.Consumer.Weight.shape[0], chain.Units, -1).sum([0, 2]);
        return incoming * outgoing;
    }
}
