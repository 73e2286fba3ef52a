namespace Whittle.Compression.Quantization.Calibration;

/// <summary>The symmetric clamp whose 128 levels lose the least information, by Kullback-Leibler divergence (Migacz 2017, "8-bit inference with
/// TensorRT").</summary>
public sealed class LeastDivergence : RangeMethod
{
    private const int Levels = 128;

    /// <inheritdoc/>
    public override (float Low, float High) Choose(ValueHistogram values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (magnitudes, width) = Magnitudes(values);
        var (best, least) = (magnitudes.Length, double.PositiveInfinity);
        for (var bins = Levels; bins <= magnitudes.Length; bins++)
        {
            var divergence = Divergence(magnitudes, bins);
            if (divergence < least)
            {
                (best, least) = (bins, divergence);
            }
        }

        var clamp = (float)(best * width);
        return (Math.Max(values.Low, -clamp), Math.Min(values.High, clamp));
    }

    // A histogram of |x| with as many bins as the given one.
    private static (double[] Counts, double Width) Magnitudes(ValueHistogram values)
    {
        var largest = Math.Max(Math.Abs(values.Low), Math.Abs(values.High));
        var counts = new double[values.Counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            var middle = Math.Abs(values.Low + ((values.High - values.Low) * (i + 0.5) / counts.Length));
            counts[Math.Min(counts.Length - 1, (int)(middle / largest * counts.Length))] += values.Counts[i];
        }

        return (counts, (double)largest / counts.Length);
    }

    private static double Divergence(double[] counts, int bins)
    {
        var outside = counts.Skip(bins).Sum();
        var total = counts.Sum();
        var divergence = 0.0;
        for (var level = 0; level < Levels; level++)
        {
            // The values of a level share its mean, over the bins that had any.
            var (first, end) = (level * bins / Levels, (level + 1) * bins / Levels);
            var (sum, used) = (0.0, 0);
            for (var i = first; i < end; i++)
            {
                sum += counts[i];
                used += counts[i] > 0 ? 1 : 0;
            }

            for (var i = first; i < end; i++)
            {
                var expected = counts[i] + (i == bins - 1 ? outside : 0);
                var given = counts[i] > 0 ? sum / used : 1e-6;
                divergence += expected > 0 ? expected / total * Math.Log(expected / given * ((total - outside + 1e-12) / total)) : 0;
            }
        }

        return divergence;
    }
}
