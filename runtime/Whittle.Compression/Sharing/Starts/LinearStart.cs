namespace Whittle.Compression.Sharing.Starts;

/// <summary>Equal steps between the least and the largest value: large weights, which are few and matter, get centroids (Han et al. 2016, "Deep
/// Compression").</summary>
public sealed class LinearStart : CodebookStart
{
    /// <inheritdoc/>
    public override double[] Choose(ReadOnlySpan<float> sorted, int count)
    {
        var (least, span) = ((double)sorted[0], (double)sorted[^1] - sorted[0]);
        return [.. Enumerable.Range(0, count).Select(i => least + (span * (i + 0.5) / count))];
    }
}
