namespace Whittle.Compression.Quantization.Calibration;

/// <summary>How often values of a range occurred.</summary>
/// <param name="Low">The least value.</param>
/// <param name="High">The largest value, above <paramref name="Low"/>.</param>
/// <param name="Counts">Equal bins from low to high.</param>
public sealed record ValueHistogram(float Low, float High, long[] Counts)
{
    /// <summary>The border below a bin.</summary>
    public float Border(int bin) => Low + ((High - Low) * bin / Counts.Length);
}
