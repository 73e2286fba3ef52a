namespace Whittle.Runtime.Kernels;

/// <summary>The output range of a depthwise layer, prepared for saturating instructions on unsigned bytes: signed outputs count 128 more until they are stored.</summary>
/// <param name="high">Largest output less the zero point.</param>
/// <param name="zeroPoint">What a zero looks like.</param>
/// <param name="minimum">Least output.</param>
/// <param name="signed">Whether outputs are signed.</param>
/// <param name="isFraction">Whether no multiplier is above one.</param>
internal readonly struct DepthwiseRange(float high, int zeroPoint, int minimum, bool signed, bool isFraction)
{
    private const int SignOffset = 128;

    /// <summary>The upper bound must hold before the conversion to int32, which makes a negative number of what is too large; the lower one may wait.</summary>
    public readonly float High = high;

    public readonly short ZeroPoint = (short)(zeroPoint + (signed ? SignOffset : 0));

    public readonly byte Minimum = (byte)(minimum + (signed ? SignOffset : 0));

    /// <summary>Turns the unsigned bytes into the output's.</summary>
    public readonly byte Flip = (byte)(signed ? SignOffset : 0);

    /// <summary>Whether the zero point is the least output and the largest one the type's: then saturation is all it takes, as no sum times a fraction
    /// leaves int32.</summary>
    public bool IsPlain => isFraction && ZeroPoint == 0 && Minimum == 0 && High >= byte.MaxValue;
}
