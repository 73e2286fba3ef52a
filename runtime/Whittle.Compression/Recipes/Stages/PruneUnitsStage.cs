using System.Globalization;
using TorchSharp.Modules;
using Whittle.Compression.Pruning.Units;
using static TorchSharp.torch;

namespace Whittle.Compression.Recipes.Stages;

/// <summary>Cuts whole units and channels out of a network of Sequentials, which becomes smaller. Forms of earlier stages end.</summary>
public sealed record PruneUnitsStage : CompressionStage
{
    /// <summary>Makes the criterion, which may look at the state's data.</summary>
    public required Func<CompressionState, UnitCriterion> Criterion { get; init; }

    /// <summary>Share of units that stays, in (0, 1].</summary>
    public required double Share { get; init; }

    /// <summary>Shares of layers by name.</summary>
    public IReadOnlyDictionary<string, double> ByLayer { get; init; } = new Dictionary<string, double>();

    /// <inheritdoc/>
    public override void Begin(CompressionState state, int steps)
    {
        ArgumentNullException.ThrowIfNull(state);
        var pruned = new UnitPruner(Criterion(state), Share) { ByLayer = ByLayer }.Prune(Network(state));
        (state.Network, state.Form) = (pruned.Network, null);
        foreach (var (layer, kept) in pruned.Kept)
        {
            state.Memory[$"{Name}/{layer}"] = tensor(kept).DetachFromDisposeScope();
        }
    }

    /// <inheritdoc/>
    public override void Restore(CompressionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var kept = state.Memory.Where(entry => entry.Key.StartsWith($"{Name}/", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[(Name.Length + 1)..], entry => entry.Value.data<long>().ToArray());
        var shares = UnitChain.Of(Network(state)).ToDictionary(chain => chain.Producer.Name, chain => (double)kept[chain.Producer.Name].Length / chain.Units);
        state.Network = new UnitPruner(new GivenUnits(kept), 1) { ByLayer = shares }.Prune(Network(state)).Network;
        state.Form = null;
    }

    private Sequential Network(CompressionState state) => state.Network as Sequential
        ?? throw new CompressionException(
            string.Create(
                CultureInfo.InvariantCulture, $"The stage '{Name}' cuts units out of a Sequential; the network is a {state.Network.GetType().Name}."));

    // The units that were chosen before.
    private sealed class GivenUnits(IReadOnlyDictionary<string, long[]> kept) : UnitCriterion
    {
        public override Tensor Score(nn.Module<Tensor, Tensor> network, UnitChain chain) =>
            zeros(chain.Units).index_fill_(0, tensor(kept[chain.Producer.Name]), 1);
    }
}
