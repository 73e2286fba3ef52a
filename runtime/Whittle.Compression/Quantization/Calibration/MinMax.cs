namespace Whittle.Compression.Quantization.Calibration;

/// <summary>Everything that was seen.</summary>
public sealed class MinMax : RangeMethod
{
    /// <inheritdoc/>
    public override (float Low, float High) Choose(ValueHistogram values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return (values.Low, values.High);
    }
}
