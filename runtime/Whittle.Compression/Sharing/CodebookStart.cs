namespace Whittle.Compression.Sharing;

/// <summary>Where k-means starts.</summary>
public abstract class CodebookStart
{
    /// <summary>The first centroids.</summary>
    /// <param name="sorted">The values in ascending order, at least one.</param>
    /// <param name="count">Number of centroids, ≥ 1.</param>
    public abstract double[] Choose(ReadOnlySpan<float> sorted, int count);
}
