using Whittle.Plan;
using Whittle.Plan.Settings;

namespace Whittle.Compiler.Settings;

/// <summary>What the build does to the weights of a float model.</summary>
public sealed record CompressionOptions
{
    public static CompressionOptions None { get; } = new();

    /// <summary>Bits of quantized weights, 8 or 4; 0 leaves them float.</summary>
    public int WeightBits { get; init; }

    /// <summary>Shares of the weights that become zero; null leaves them.</summary>
    public PruneAmounts? Prune { get; init; }

    /// <summary>Values that the weights of a layer share, 2 to 256; 0 leaves them.</summary>
    public int SharedValues { get; init; }

    /// <summary>Inputs that show the ranges of activations; null quantizes activations dynamically.</summary>
    public DataFolder? Calibration { get; init; }

    /// <summary>Whether anything is asked for.</summary>
    public bool IsWanted => WeightBits > 0 || Prune is not null || SharedValues > 0;
}

/// <summary>A folder of inputs that a setting names.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Name">As the setting names it, for messages and the plan.</param>
public sealed record DataFolder(string Path, string Name);
