namespace Whittle.Compression.Quantization.Calibration;

/// <summary>All but the outermost values: of each tail at most (100 − percent) / 2 percent is clamped.</summary>
public sealed class Percentile : RangeMethod
{
    private readonly double _tail;

    /// <summary>Covers <paramref name="percent"/> of the values, in (50, 100].</summary>
    public Percentile(double percent = 99.99)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(percent, 50);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        _tail = (100 - percent) / 200;
    }

    /// <inheritdoc/>
    public override (float Low, float High) Choose(ValueHistogram values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var allowed = (long)(values.Counts.Sum() * _tail);
        var low = Cut(values.Counts, allowed);
        var high = values.Counts.Length - Cut([.. values.Counts.Reverse()], allowed);
        return low < high ? (values.Border(low), values.Border(high)) : (values.Low, values.High);
    }

    private static int Cut(long[] counts, long allowed)
    {
        var bins = 0;
        for (var sum = 0L; bins < counts.Length && (sum += counts[bins]) <= allowed;)
        {
            bins++;
        }

        return bins;
    }
}
