using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Amounts;

/// <summary>Keeps what scores above a threshold. A schedule raises the threshold from zero.</summary>
public sealed class ScoreThreshold : PruningAmount
{
    private readonly double _value;

    /// <summary>Keeps scores above <paramref name="value"/> ≥ 0.</summary>
    public ScoreThreshold(double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        _value = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A threshold is a number.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Select(IReadOnlyList<WeightGroups> groups, IReadOnlyList<string> names, double pending) =>
        [.. groups.Select(layer => layer.Scores.gt(_value * (1 - pending)))];
}
