namespace Whittle.Compiler.Compress;

/// <summary>k-means on numbers: with the values sorted, a cluster is a run of them, and a mean two running sums.</summary>
internal static class Clusters
{
    private const int MostRounds = 300;

    /// <summary>At most <paramref name="count"/> ascending centers of sorted values: the better end of two starts, evenly over the range and evenly over the
    /// values.</summary>
    public static float[] Of(float[] sorted, int count)
    {
        var sums = new double[sorted.Length + 1];
        var squares = new double[sorted.Length + 1];
        for (var i = 0; i < sorted.Length; i++)
        {
            sums[i + 1] = sums[i] + sorted[i];
            squares[i + 1] = squares[i] + ((double)sorted[i] * sorted[i]);
        }

        var (low, high) = (sorted[0], sorted[sorted.Length - 1]);
        var overRange = Refine(sorted, sums, [.. Enumerable.Range(0, count).Select(k => low + ((double)(high - low) * k / Math.Max(1, count - 1)))]);
        var overValues = Refine(
            sorted, sums, [.. Enumerable.Range(0, count).Select(k => (double)sorted[(int)((((2L * k) + 1) * sorted.Length) / (2L * count))])]);
        var best = Error(sorted, sums, squares, overRange) <= Error(sorted, sums, squares, overValues) ? overRange : overValues;
        return [.. best.Select(center => (float)center).Distinct()];
    }

    /// <summary>The center next to a value; of two equally near the lower one.</summary>
    public static float Nearest(float[] centers, float value)
    {
        var after = Array.BinarySearch(centers, value);
        if (after >= 0)
        {
            return centers[after];
        }

        after = ~after;
        return after == 0 ? centers[0]
            : after == centers.Length || (double)value - centers[after - 1] <= (double)centers[after] - value ? centers[after - 1]
            : centers[after];
    }

    /// <summary>Lloyd's rounds until no border moves.</summary>
    private static double[] Refine(float[] sorted, double[] sums, double[] centers)
    {
        int[]? borders = null;
        for (var round = 0; round < MostRounds; round++)
        {
            var next = Borders(sorted, centers);
            if (borders is not null && next.SequenceEqual(borders))
            {
                break;
            }

            borders = next;
            for (var k = 0; k < centers.Length; k++)
            {
                var (start, end) = (borders[k], borders[k + 1]);
                centers[k] = end > start ? (sums[end] - sums[start]) / (end - start) : centers[k];
            }
        }

        return centers;
    }

    private static double Error(float[] sorted, double[] sums, double[] squares, double[] centers)
    {
        var borders = Borders(sorted, centers);
        var error = 0.0;
        for (var k = 0; k < centers.Length; k++)
        {
            var (start, end) = (borders[k], borders[k + 1]);
            error += squares[end] - squares[start] - (2 * centers[k] * (sums[end] - sums[start])) + ((end - start) * centers[k] * centers[k]);
        }

        return error;
    }

    /// <summary>Where each cluster starts: behind the middle between its center and the one before.</summary>
    private static int[] Borders(float[] sorted, double[] centers)
    {
        var borders = new int[centers.Length + 1];
        borders[centers.Length] = sorted.Length;
        for (var k = 1; k < centers.Length; k++)
        {
            var middle = (centers[k - 1] + centers[k]) / 2;
            var (low, high) = (borders[k - 1], sorted.Length);
            while (low < high)
            {
                var probe = low + ((high - low) / 2);
                (low, high) = sorted[probe] <= middle ? (probe + 1, high) : (low, probe);
            }

            borders[k] = low;
        }

        return borders;
    }
}
