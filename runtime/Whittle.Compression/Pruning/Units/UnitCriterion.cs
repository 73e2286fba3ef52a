using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Units;

/// <summary>Says how much each unit or channel matters.</summary>
public abstract class UnitCriterion
{
    /// <summary>One score ≥ 0 per unit; the lowest go first.</summary>
    /// <param name="network">The whole network.</param>
    /// <param name="chain">The units.</param>
    public abstract Tensor Score(nn.Module<Tensor, Tensor> network, UnitChain chain);
}
