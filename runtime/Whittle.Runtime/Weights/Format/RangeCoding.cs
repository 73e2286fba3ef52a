namespace Whittle.Runtime.Weights.Format;

/// <summary>
/// Parameters of the range coder: range asymmetric numeral systems (J. Duda, 2013) with a 32-bit state that is kept at or above
/// <see cref="LowerBound"/> by 16-bit words, and frequencies that add up to a power of two.
/// </summary>
internal static class RangeCoding
{
    public const uint LowerBound = 1 << 16;
    public const int MaximumPrecision = 12;
    public const int MaximumAlphabet = 256;
    private const int TwoStatesFrom = 4096;

    /// <summary>Two states take turns in long streams: neither waits for the other, and the decoder's work overlaps.</summary>
    public static int States(int symbols) => symbols < TwoStatesFrom ? 1 : 2;
}
