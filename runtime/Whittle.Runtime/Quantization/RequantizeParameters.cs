using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>Parameters of requantization to eight bits, ready for the kernels.</summary>
internal sealed class RequantizeParameters
{
    // Signed activations are multiplied as if they were unsigned and 128 larger, and so is their zero point.
    private const int SignOffset = 128;

    public RequantizeParameters(
        Int8Channels channels,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum)
    {
        BiasOfUnsigned = channels.FoldZeroPoint(bias, inputZeroPoint);
        BiasOfSigned = channels.FoldZeroPoint(bias, inputZeroPoint + SignOffset);
        Multipliers = channels.Spread(multipliers, optional: false, nameof(multipliers));
        IsPlain = outputZeroPoint == minimum
            && (minimum, maximum) is (byte.MinValue, byte.MaxValue) or (sbyte.MinValue, sbyte.MaxValue)
            && AreBelowOne(multipliers);
        ZeroPoint = outputZeroPoint;
        Minimum = minimum;
        Maximum = maximum;
    }

    public NativeBlock BiasOfUnsigned { get; }

    public NativeBlock BiasOfSigned { get; }

    public NativeBlock Multipliers { get; }

    /// <summary>Whether saturation is all it takes: the zero point is the type's least number, the bounds are the type's, and multipliers below 1 leave
    /// no product outside int32.</summary>
    public bool IsPlain { get; }

    public int ZeroPoint { get; }

    public int Minimum { get; }

    public int Maximum { get; }

    // A plain loop: it is over before a search of the library, which has vectors for every type, would be compiled.
    private static bool AreBelowOne(ReadOnlySpan<float> multipliers)
    {
        foreach (var multiplier in multipliers)
        {
            if (!(multiplier is >= 0 and < 1))
            {
                return false;
            }
        }

        return true;
    }
}
