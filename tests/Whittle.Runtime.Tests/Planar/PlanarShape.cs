using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Int8;

namespace Whittle.Runtime.Tests.Planar;

/// <summary>A planar convolution's shape that a test sets before it builds a layer: the sizes of the padded image, of which the borders are not in memory.</summary>
internal readonly struct PlanarShape : IConvolutionShape
{
    public static ConvolutionSizes Padded { get; set; } = new(1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 0);

    public static int PadTop { get; set; }

    public static int PadLeft { get; set; }

    public static int PadBottom { get; set; }

    public static int PadRight { get; set; }

    public static int Batch => Padded.Batch;

    public static int InputHeight => Padded.InputHeight - PadTop - PadBottom;

    public static int InputWidth => Padded.InputWidth - PadLeft - PadRight;

    public static int Groups => Padded.Groups;

    public static int ChannelsPerGroup => Padded.Channels;

    public static int OutputChannels => Padded.Outputs;

    public static int KernelHeight => Padded.KernelHeight;

    public static int KernelWidth => Padded.KernelWidth;

    public static int StrideHeight => Padded.Stride;

    public static int StrideWidth => Padded.Stride;

    public static int DilationHeight => Padded.Dilation;

    public static int DilationWidth => Padded.Dilation;

    public static int OutputHeight => Padded.OutputHeight;

    public static int OutputWidth => Padded.OutputWidth;

    /// <summary>Takes over sizes, and borders as far as something of the image is left.</summary>
    public static void Set(ConvolutionSizes sizes, int border)
    {
        Padded = sizes;
        (PadTop, PadLeft) = (Math.Min(border, sizes.InputHeight - 1), Math.Min(border, sizes.InputWidth - 1));
        (PadBottom, PadRight) = (Math.Min(border, sizes.InputHeight - 1 - PadTop), Math.Min(border, sizes.InputWidth - 1 - PadLeft));
    }

    /// <summary>The planes channels-last in the middle of a padded image.</summary>
    public static byte[] Pad(ReadOnlySpan<byte> planes, byte border)
    {
        var padded = new byte[Padded.InputLength];
        padded.AsSpan().Fill(border);
        for (var i = 0; i < planes.Length; i++)
        {
            var (row, x) = Math.DivRem(i, InputWidth);
            var (plane, y) = Math.DivRem(row, InputHeight);
            var (image, channel) = Math.DivRem(plane, ChannelsPerGroup);
            var pixel = (((image * Padded.InputHeight) + y + PadTop) * Padded.InputWidth) + x + PadLeft;
            padded[(pixel * ChannelsPerGroup) + channel] = planes[i];
        }

        return padded;
    }
}
