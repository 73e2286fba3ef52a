using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>Parameters of dynamic quantization that are known at build time, ready for the kernels.</summary>
internal sealed class DynamicParameters(
    ReadOnlySpan<int> weightSums, ReadOnlySpan<float> weightScales, ReadOnlySpan<float> bias, float minimum, float maximum)
{
    public NativeBuffer<int> WeightSums { get; } = ChannelValues.Spread(weightSums, weightSums.Length, optional: false, nameof(weightSums));

    public NativeBuffer<float> WeightScales { get; } = ChannelValues.Spread(weightScales, weightSums.Length, optional: false, nameof(weightScales));

    public NativeBuffer<float> Bias { get; } = ChannelValues.Spread(bias, weightSums.Length, optional: true, nameof(bias));

    public float Minimum { get; } = minimum;

    public float Maximum { get; } = maximum;
}
