using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Schedules;

namespace Whittle.Compression.Recipes.Stages;

/// <summary>Removes weights, along a schedule while it trains or at once without training. Forms of earlier stages end: what was shared or rounded trains
/// freely again.</summary>
public sealed record PruneStage : CompressionStage
{
    /// <summary>Makes the pruner, which may measure gradients on the state's network and data first.</summary>
    public required Func<CompressionState, Pruner> Pruner { get; init; }

    /// <summary>How fast, when there is training.</summary>
    public PruningSchedule Schedule { get; init; } = new Cubic();

    /// <summary>Steps between two masks, ≥ 1.</summary>
    public int Interval { get; init; } = 100;

    /// <inheritdoc/>
    public override void Begin(CompressionState state, int steps)
    {
        ArgumentNullException.ThrowIfNull(state);
        var pruner = Pruner(state);
        state.Form = steps == 0 ? pruner.Prune(state.Network) : new GradualPruning(state.Network, pruner, Schedule, steps, Interval);
    }

    /// <inheritdoc/>
    public override void End(CompressionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Form = state.Form is GradualPruning gradual ? gradual.Masks : state.Form;
    }

    /// <inheritdoc/>
    public override void Restore(CompressionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Form = PruningMasks.OfZeros(state.Network);
    }
}
