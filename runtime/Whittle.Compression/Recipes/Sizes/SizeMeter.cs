namespace Whittle.Compression.Recipes.Sizes;

/// <summary>Says how many bytes a network takes. The library knows no storage format, so the one it has is an estimate; who compiles can measure.</summary>
public abstract class SizeMeter
{
    /// <summary>What the bytes are, as a table's heading says it.</summary>
    public abstract string Description { get; }

    /// <summary>Bytes of the network in its form.</summary>
    public abstract ModelSize Measure(CompressionState state);
}

/// <summary>Bytes of a network.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Layers">Weights and bias of each layer by its name; what belongs to no layer is not in them.</param>
public sealed record ModelSize(long Bytes, IReadOnlyDictionary<string, long> Layers);
