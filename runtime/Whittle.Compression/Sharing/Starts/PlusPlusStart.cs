namespace Whittle.Compression.Sharing.Starts;

/// <summary>k-means++ (Arthur and Vassilvitskii 2007): each next value is drawn with a probability in proportion to its squared distance from those
/// chosen.</summary>
public sealed class PlusPlusStart(int seed) : CodebookStart
{
    /// <inheritdoc/>
    public override double[] Choose(ReadOnlySpan<float> sorted, int count)
    {
        var random = new Random(seed);
        var centroids = new double[count];
        var distances = new double[sorted.Length];
        Array.Fill(distances, double.PositiveInfinity);
        centroids[0] = sorted[random.Next(sorted.Length)];
        for (var i = 1; i < count; i++)
        {
            var total = Shorten(distances, sorted, centroids[i - 1]);
            centroids[i] = sorted[Draw(distances, total * random.NextDouble())];
        }

        return centroids;
    }

    private static double Shorten(double[] distances, ReadOnlySpan<float> values, double centroid)
    {
        var total = 0.0;
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = Math.Min(distances[i], (values[i] - centroid) * (values[i] - centroid));
            total += distances[i];
        }

        return total;
    }

    private static int Draw(double[] distances, double at)
    {
        for (var i = 0; i < distances.Length; i++)
        {
            at -= distances[i];
            if (at < 0)
            {
                return i;
            }
        }

        return distances.Length - 1;
    }
}
