using TorchSharp.Modules;
using Whittle.Compression.Quantization;

namespace Whittle.Compression.Recipes.Stages;

/// <summary>Folds batch normalizations into the layers before them, which quantization wants done. Forms of earlier stages end.</summary>
public sealed record FoldBatchNormStage : CompressionStage
{
    /// <inheritdoc/>
    public override void Begin(CompressionState state, int steps) => Restore(state);

    /// <inheritdoc/>
    public override void Restore(CompressionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Network = state.Network is Sequential network
            ? BatchNormFolding.Fold(network)
            : throw new CompressionException($"The stage '{Name}' folds within a Sequential; the network is a {state.Network.GetType().Name}.");
        state.Form = null;
    }
}
