using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>Parameters of layers whose output is the int32 sums.</summary>
internal sealed class AccumulateParameters(ReadOnlySpan<int> weightSums, ReadOnlySpan<int> bias)
{
    public NativeBuffer<int> WeightSums { get; } = ChannelValues.Spread(weightSums, weightSums.Length, optional: false, nameof(weightSums));

    public NativeBuffer<int> Bias { get; } = ChannelValues.Spread(bias, weightSums.Length, optional: true, nameof(bias));
}
