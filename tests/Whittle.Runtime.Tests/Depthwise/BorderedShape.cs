using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Int8;

namespace Whittle.Runtime.Tests.Depthwise;

/// <summary>A depthwise shape that a test sets before it builds a layer: the sizes of the padded image, of which the borders are not in memory.</summary>
internal readonly struct BorderedShape : IConvolutionShape
{
    public static ConvolutionSizes Padded { get; set; } = new(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0);

    public static int PadTop { get; set; }

    public static int PadLeft { get; set; }

    public static int PadBottom { get; set; }

    public static int PadRight { get; set; }

    public static int Batch => Padded.Batch;

    public static int InputHeight => Padded.InputHeight - PadTop - PadBottom;

    public static int InputWidth => Padded.InputWidth - PadLeft - PadRight;

    public static int Groups => Padded.Groups;

    public static int ChannelsPerGroup => 1;

    public static int OutputChannels => Padded.Groups;

    public static int KernelHeight => Padded.KernelHeight;

    public static int KernelWidth => Padded.KernelWidth;

    public static int StrideHeight => Padded.Stride;

    public static int StrideWidth => Padded.Stride;

    public static int DilationHeight => Padded.Dilation;

    public static int DilationWidth => Padded.Dilation;

    public static int OutputHeight => Padded.OutputHeight;

    public static int OutputWidth => Padded.OutputWidth;

    /// <summary>The image in the middle of a padded one.</summary>
    public static byte[] Pad(ReadOnlySpan<byte> image, byte border)
    {
        var padded = new byte[Padded.InputLength];
        padded.AsSpan().Fill(border);
        var row = InputWidth * Groups;
        for (var y = 0; y < Batch * InputHeight; y++)
        {
            var (n, line) = Math.DivRem(y, InputHeight);
            var target = ((((n * Padded.InputHeight) + line + PadTop) * Padded.InputWidth) + PadLeft) * Groups;
            image.Slice(y * row, row).CopyTo(padded.AsSpan(target));
        }

        return padded;
    }
}
