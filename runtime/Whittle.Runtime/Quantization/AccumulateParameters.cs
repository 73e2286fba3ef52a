using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>Parameters of layers whose output is the int32 sums.</summary>
internal sealed class AccumulateParameters(Int8Channels channels, ReadOnlySpan<int> bias)
{
    public NativeBlock WeightSums { get; } = channels.WeightSums;

    public NativeBlock Bias { get; } = channels.Spread(bias, optional: true, nameof(bias));
}
