namespace Whittle.Compression.Sharing;

/// <summary>k-means in one dimension (Lloyd 1982). Clusters of sorted numbers are ranges, so a round is one walk over the values.</summary>
public static class KMeans
{
    /// <summary>Centroids in ascending order, at most <paramref name="count"/>: clusters that end up empty are dropped.</summary>
    /// <param name="values">The values, at least one, in any order.</param>
    /// <param name="count">Wanted number of centroids, ≥ 1.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="rounds">Most rounds, ≥ 0.</param>
    public static float[] Cluster(ReadOnlySpan<float> values, int count, CodebookStart start, int rounds = 60)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfZero(values.Length);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var centroids = start.Choose(sorted, count);
        Array.Sort(centroids);
        for (var round = 0; round < rounds; round++)
        {
            var (next, moved) = Move(sorted, centroids);
            if (next.Length == centroids.Length && moved < 1e-9)
            {
                break;
            }

            centroids = next;
        }

        return Array.ConvertAll(Move(sorted, centroids).Centroids, centroid => (float)centroid);
    }

    /// <summary>Index of the nearest centroid; of two equally near ones the lower.</summary>
    public static int Nearest(ReadOnlySpan<float> centroids, float value)
    {
        var high = 0;
        while (high < centroids.Length && centroids[high] < value)
        {
            high++;
        }

        return high == 0 ? 0 : high == centroids.Length || value - centroids[high - 1] <= centroids[high] - value ? high - 1 : high;
    }

    private static (double[] Centroids, double Moved) Move(float[] sorted, double[] centroids)
    {
        var next = new List<double>(centroids.Length);
        var moved = 0.0;
        var position = 0;
        for (var k = 0; k < centroids.Length; k++)
        {
            var border = k + 1 < centroids.Length ? (centroids[k] + centroids[k + 1]) / 2 : double.PositiveInfinity;
            var (sum, begin) = (0.0, position);
            while (position < sorted.Length && (sorted[position] <= border))
            {
                sum += sorted[position++];
            }

            if (position > begin)
            {
                next.Add(sum / (position - begin));
                moved += Math.Abs(next[^1] - centroids[k]);
            }
        }

        return ([.. next], moved);
    }
}
