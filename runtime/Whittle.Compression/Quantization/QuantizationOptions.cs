namespace Whittle.Compression.Quantization;

/// <summary>How the weights of a network are quantized.</summary>
public sealed record QuantizationOptions
{
    /// <summary>The scheme of layers that are not named.</summary>
    public WeightScheme Scheme { get; init; } = WeightScheme.Int8;

    /// <summary>Schemes of layers by name; binary networks keep their first and last layer in int8.</summary>
    public IReadOnlyDictionary<string, WeightScheme> ByLayer { get; init; } = new Dictionary<string, WeightScheme>();

    /// <summary>Which weights share a scale.</summary>
    public ScaleSharing Sharing { get; init; } = ScaleSharing.PerChannel;

    /// <summary>Keeps weights at zero that are zero now, so that pruning survives training. Binary weights have no zero, so theirs come back.</summary>
    public bool KeepZeros { get; init; } = true;

    internal WeightScheme SchemeOf(string layer) => ByLayer.GetValueOrDefault(layer, Scheme);
}
