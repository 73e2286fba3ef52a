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
        ZeroPoint = outputZeroPoint;
        Minimum = minimum;
        Maximum = maximum;
    }

    public NativeBuffer<int> BiasOfUnsigned { get; }

    public NativeBuffer<int> BiasOfSigned { get; }

    public NativeBuffer<float> Multipliers { get; }

    public int ZeroPoint { get; }

    public int Minimum { get; }

    public int Maximum { get; }
}
