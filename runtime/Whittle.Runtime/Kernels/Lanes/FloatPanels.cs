using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>Packs the weights of a multiply-accumulate layer into panels: the outputs of a panel lie side by side for every input.</summary>
/// <remarks>Panels of <c>vectors</c> vectors come first, then panels of one vector; the last is padded with zeros. Panel layout: [input][vectors * lanes].
/// A kernel broadcasts an input and multiplies it with the whole row of the panel.</remarks>
internal static class FloatPanels
{
    /// <summary>Outputs rounded up to whole vectors.</summary>
    public static int Padded(int outputs, int lanes) => (outputs + lanes - 1) / lanes * lanes;

    /// <summary>Packs [groups, outputs, length] into [groups][panels].</summary>
    public static NativeBuffer<float> Pack(ReadOnlySpan<float> weights, int groups, int outputs, int length, int lanes, int vectors)
    {
        var padded = Padded(outputs, lanes);
        var packed = new NativeBuffer<float>(checked(groups * padded * length));
        for (var group = 0; group < groups; group++)
        {
            PackGroup(
                weights.Slice(group * outputs * length, outputs * length),
                packed.Span.Slice(group * padded * length, padded * length),
                outputs,
                length,
                lanes,
                vectors);
        }

        return packed;
    }

    /// <summary>Copies the bias of every group, padded to whole vectors; zeros when there is none.</summary>
    public static NativeBuffer<float> PackBias(ReadOnlySpan<float> bias, int groups, int outputs, int lanes)
    {
        var padded = Padded(outputs, lanes);
        var packed = new NativeBuffer<float>(groups * padded);
        for (var group = 0; group < groups && !bias.IsEmpty; group++)
        {
            bias.Slice(group * outputs, outputs).CopyTo(packed.Span[(group * padded)..]);
        }

        return packed;
    }

    private static void PackGroup(ReadOnlySpan<float> weights, Span<float> packed, int outputs, int length, int lanes, int vectors)
    {
        for (var first = 0; first < outputs;)
        {
            var width = (first + ((vectors - 1) * lanes) < outputs ? vectors : 1) * lanes;
            var panel = packed.Slice(first * length, width * length);
            for (var output = first; output < Math.Min(first + width, outputs); output++)
            {
                var row = weights.Slice(output * length, length);
                for (var k = 0; k < length; k++)
                {
                    panel[(k * width) + output - first] = row[k];
                }
            }

            first += width;
        }
    }
}
