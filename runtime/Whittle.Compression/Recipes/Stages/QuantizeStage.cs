using Whittle.Compression.Quantization;
using Whittle.Compression.Quantization.Calibration;
using static TorchSharp.torch;

namespace Whittle.Compression.Recipes.Stages;

/// <summary>Rounds weights to integers, and values between layers to bytes. With training it is quantization-aware training, without it post-training
/// quantization.</summary>
public sealed record QuantizeStage : CompressionStage
{
    /// <summary>Schemes and scales of the weights.</summary>
    public QuantizationOptions Weights { get; init; } = new();

    /// <summary>How the ranges of values between layers are chosen; null leaves them float.</summary>
    public RangeMethod? Activations { get; init; } = new MinMax();

    /// <summary>Rounds what each layer reads by its own range, in every run anew; nothing is measured, and <see cref="Activations"/> is not asked.</summary>
    public bool DynamicActivations { get; init; }

    /// <summary>Training samples that ranges are measured on, ≥ 1.</summary>
    public int CalibrationSamples { get; init; } = 1000;

    /// <summary>Searches the bits of each layer: how many points the validation error may rise above that before this stage. Null takes them from
    /// <see cref="Weights"/>.</summary>
    public double? Budget { get; init; }

    /// <summary>Schemes that the search tries, from the most to the least accurate.</summary>
    public IReadOnlyList<WeightScheme> Candidates { get; init; } = [WeightScheme.Int8, WeightScheme.Int4];

    /// <inheritdoc/>
    public override void Begin(CompressionState state, int steps)
    {
        ArgumentNullException.ThrowIfNull(state);
        var budget = Budget + state.Error();
        if (Activations is not null && !DynamicActivations)
        {
            using var samples = state.Training.Inputs.narrow(0, 0, Math.Min(CalibrationSamples, state.Training.Count));
            state.Activations = ActivationScales.Measure(state.Network, samples, Activations);
        }

        if (budget is { } most)
        {
            foreach (var (layer, scheme) in PrecisionSearch.Find(state.Network, state.Error, most, Candidates))
            {
                state.Memory[$"{Name}/{layer}"] = tensor((long)scheme).DetachFromDisposeScope();
            }
        }

        Restore(state);
    }

    /// <inheritdoc/>
    public override void Restore(CompressionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.RoundsDynamically = DynamicActivations;
        var found = state.Memory.Where(entry => entry.Key.StartsWith($"{Name}/", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[(Name.Length + 1)..], entry => (WeightScheme)entry.Value.item<long>());
        state.Form = new QuantizedTraining(state.Network, found.Count > 0 ? Weights with { ByLayer = found } : Weights);
    }
}
