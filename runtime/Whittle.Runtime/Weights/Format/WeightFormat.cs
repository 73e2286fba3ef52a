namespace Whittle.Runtime.Weights.Format;

/// <summary>Numbers of the weights container (<c>docs/weights-format.md</c>).</summary>
internal static class WeightFormat
{
    public const int Version = 2;
    public const int HeaderBytes = 16;
    public const int MaximumElements = 1 << 28;

    /// <summary>Largest number of different symbols that a stream of symbols can have.</summary>
    public const int MaximumAlphabet = 1 << 16;

    public static ReadOnlySpan<byte> Magic => "WHTL"u8;
}
