namespace Whittle.Compression.Quantization;

/// <summary>Which weights share a scale.</summary>
public enum ScaleSharing
{
    /// <summary>Every output has its own.</summary>
    PerChannel,

    /// <summary>Every layer has its own.</summary>
    PerTensor,

    /// <summary>All layers of the network share one.</summary>
    Global,
}
