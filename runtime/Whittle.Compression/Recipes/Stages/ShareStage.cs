using Whittle.Compression.Sharing;

namespace Whittle.Compression.Recipes.Stages;

/// <summary>Clusters the weights and trains the shared values.</summary>
public sealed record ShareStage : CompressionStage
{
    /// <summary>How weights are shared.</summary>
    public SharingOptions Sharing { get; init; } = new();

    /// <inheritdoc/>
    public override void Begin(CompressionState state, int steps) => Restore(state);

    /// <inheritdoc/>
    public override void Restore(CompressionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Form = SharedWeights.Create(state.Network, Sharing);
    }
}
