namespace Whittle.Compression.Quantization.Calibration;

/// <summary>Chooses the range of an activation that eight bits cover; what lies outside is clamped.</summary>
public abstract class RangeMethod
{
    /// <summary>The range.</summary>
    public abstract (float Low, float High) Choose(ValueHistogram values);
}
