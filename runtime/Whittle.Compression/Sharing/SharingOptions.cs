using Whittle.Compression.Sharing.Starts;

namespace Whittle.Compression.Sharing;

/// <summary>How weights are shared.</summary>
public sealed record SharingOptions
{
    /// <summary>Distinct nonzero values of a layer (or of an output), 1 to 256; one of them is zero's place where a layer has zeros and 256 are asked
    /// for.</summary>
    public int Size { get; init; } = 16;

    /// <summary>Sizes of layers by name.</summary>
    public IReadOnlyDictionary<string, int> ByLayer { get; init; } = new Dictionary<string, int>();

    /// <summary>A codebook for every output instead of one for the layer.</summary>
    public bool PerChannel { get; init; }

    /// <summary>Where k-means starts.</summary>
    public CodebookStart Start { get; init; } = new LinearStart();

    /// <summary>Distinct values of a layer's bias, 1 to 256; null leaves biases as they are. In very sparse layers they are a good part of what is
    /// stored.</summary>
    public int? BiasSize { get; init; }

    internal int SizeOf(string layer) => Checked(ByLayer.GetValueOrDefault(layer, Size), layer);

    internal static int Checked(int size, string layer) =>
        size is >= 1 and <= 256 ? size : throw new CompressionException($"{layer}: a codebook has 1 to 256 values, not {size}.");
}
