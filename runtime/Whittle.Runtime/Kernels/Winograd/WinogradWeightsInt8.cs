using System.Runtime.CompilerServices;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Filters of int8 in the domain of F(4x4, 3x3) without their denominators, which makes them integers of 15 bits.</summary>
/// <remarks><see cref="WinogradFilter"/>'s G has the denominators 4, 6, 6, 24, 24, 1. Twenty-four times G, with the last row by 8 less (the outputs'
/// transformation makes up for that), is an integer, and its rows sum to 12 at most: a transformed weight is no larger than 144 times 128. The outputs are 576
/// = 24² times too large.</remarks>
internal sealed unsafe class WinogradWeightsInt8
{
    /// <summary>Channels that are transformed together, of input and output.</summary>
    public const int Group = 16;

    /// <summary>Outputs of a panel; the last one may have half as many.</summary>
    public const int PanelOutputs = 2 * Group;

    private const int Taps = 9;
    private readonly int _channels;
    private readonly NativeBuffer<short> _values;

    /// <param name="weights">[outputs, 3, 3, channels].</param>
    /// <param name="outputs">Output channels, a multiple of <see cref="Group"/>.</param>
    /// <param name="channels">Input channels, even.</param>
    public WinogradWeightsInt8(ReadOnlySpan<sbyte> weights, int outputs, int channels)
    {
        _channels = channels;
        _values = new NativeBuffer<short>(checked(WinogradFilter.Points * outputs * channels));
        fixed (sbyte* rows = weights)
        {
            for (var output = 0; output < outputs; output++)
            {
                var first = output / PanelOutputs * PanelOutputs;
                Pack(rows + ((nint)output * Taps * channels), Of(first) + ((output - first) * 2), Math.Min(PanelOutputs, outputs - first));
            }
        }
    }

    /// <summary>[36, channels / 2, outputs of the panel, 2] of the panel that begins with an output.</summary>
    public short* Of(int output) => _values.Pointer + ((nint)output * WinogradFilter.Points * _channels);

    /// <summary>The filters of one output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(sbyte* filter, short* target, int outputs)
    {
        var half = stackalloc int[WinogradFilter.Patch * 3];
        var points = stackalloc int[WinogradFilter.Patch];
        for (var channel = 0; channel < _channels; channel++)
        {
            for (var x = 0; x < 3; x++)
            {
                var tap = filter + (x * _channels) + channel;
                Six(tap[0], tap[3 * _channels], tap[6 * _channels], half + x, 3);
            }

            var to = target + (channel / 2 * 2 * outputs) + (channel % 2);
            for (var i = 0; i < WinogradFilter.Patch; i++)
            {
                Six(half[3 * i], half[(3 * i) + 1], half[(3 * i) + 2], points, 1);
                for (var j = 0; j < WinogradFilter.Patch; j++, to += outputs * _channels)
                {
                    *to = (short)points[j];
                }
            }
        }
    }

    /// <summary>One dimension: 24 G, the last row by 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Six(int first, int second, int third, int* to, int step)
    {
        to[0] = 6 * first;
        to[step] = -4 * (first + second + third);
        to[2 * step] = -4 * (first - second + third);
        to[3 * step] = first + (2 * second) + (4 * third);
        to[4 * step] = first - (2 * second) + (4 * third);
        to[5 * step] = 3 * third;
    }
}
