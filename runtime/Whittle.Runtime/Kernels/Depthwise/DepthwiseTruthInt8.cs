using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>The truth: plain loops over the weights as they were given. Also serves the rows of images of few channels where whole vectors would
/// reach too far.</summary>
internal sealed unsafe class DepthwiseTruthInt8(DepthwiseWindow window, ReadOnlySpan<sbyte> weights, byte border)
{
    private readonly sbyte[] _weights = weights.ToArray();

    /// <summary>Sum of one output of an image. Signed activations count 128 more than they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Sum(byte* image, bool signed, int row, int column, int channel)
    {
        var flip = signed ? 0x80 : 0;
        var sum = 0;
        for (var tap = 0; tap < window.Taps; tap++)
        {
            var offset = window.TapOffset(tap, row, column);
            sum += ((offset < 0 ? border : image[offset + channel]) ^ flip) * _weights[(channel * window.Taps) + tap];
        }

        return sum;
    }
}
