namespace Whittle.Compression.Sharing.Starts;

/// <summary>Equal shares of the values between two centroids: quantiles.</summary>
public sealed class DensityStart : CodebookStart
{
    /// <inheritdoc/>
    public override double[] Choose(ReadOnlySpan<float> sorted, int count)
    {
        var centroids = new double[count];
        for (var i = 0; i < count; i++)
        {
            centroids[i] = sorted[(int)((i + 0.5) / count * sorted.Length)];
        }

        return centroids;
    }
}
