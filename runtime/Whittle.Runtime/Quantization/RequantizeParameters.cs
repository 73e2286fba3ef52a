using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>Parameters of requantization to eight bits, ready for the kernels.</summary>
internal sealed class RequantizeParameters
{
    // Signed activations are multiplied as if they were unsigned and 128 larger, and so is their zero point.
    private const int SignOffset = 128;

    public RequantizeParameters(
        ReadOnlySpan<int> weightSums,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum)
    {
        BiasOfUnsigned = ChannelValues.FoldZeroPoint(bias, weightSums, inputZeroPoint);
        BiasOfSigned = ChannelValues.FoldZeroPoint(bias, weightSums, inputZeroPoint + SignOffset);
        Multipliers = ChannelValues.Spread(multipliers, weightSums.Length, optional: false, nameof(multipliers));
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
