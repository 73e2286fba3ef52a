using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>Parameters of layers with float results that are known at build time, ready for the kernels.</summary>
internal sealed class DynamicParameters(
    Int8Channels channels, ReadOnlySpan<float> weightScales, ReadOnlySpan<int> sumBias, ReadOnlySpan<float> bias, float minimum, float maximum)
{
    public NativeBlock WeightSums { get; } = channels.WeightSums;

    public NativeBlock SumBias { get; } = channels.Spread(sumBias, optional: true, nameof(sumBias));

    public NativeBlock WeightScales { get; } = channels.Spread(weightScales, optional: false, nameof(weightScales));

    public NativeBlock Bias { get; } = channels.Spread(bias, optional: true, nameof(bias));

    public float Minimum { get; } = minimum;

    public float Maximum { get; } = maximum;
}
