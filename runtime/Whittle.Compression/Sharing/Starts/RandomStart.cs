namespace Whittle.Compression.Sharing.Starts;

/// <summary>Values drawn at random (Forgy).</summary>
public sealed class RandomStart(int seed) : CodebookStart
{
    /// <inheritdoc/>
    public override double[] Choose(ReadOnlySpan<float> sorted, int count)
    {
        var random = new Random(seed);
        var centroids = new double[count];
        foreach (ref var centroid in centroids.AsSpan())
        {
            centroid = sorted[random.Next(sorted.Length)];
        }

        return centroids;
    }
}
