using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>A depthwise convolution's sizes. Images have no border in memory: what lies outside counts as the input's zero point.</summary>
internal sealed class DepthwiseWindow
{
    public int Batch { get; private init; }

    public int Height { get; private init; }

    public int Width { get; private init; }

    public int Channels { get; private init; }

    public int OutputHeight { get; private init; }

    public int OutputWidth { get; private init; }

    public int KernelHeight { get; private init; }

    public int KernelWidth { get; private init; }

    public int StrideHeight { get; private init; }

    public int StrideWidth { get; private init; }

    public int DilationHeight { get; private init; }

    public int DilationWidth { get; private init; }

    public int PadTop { get; private init; }

    public int PadLeft { get; private init; }

    public int Taps => KernelHeight * KernelWidth;

    /// <summary>Bytes of a row of the input.</summary>
    public int Pitch => Width * Channels;

    /// <summary>Columns whose taps all lie inside the image, whatever the row.</summary>
    public (int First, int End) InnerColumns
    {
        get
        {
            var first = Math.Min((PadLeft + StrideWidth - 1) / StrideWidth, OutputWidth);
            var last = Width - 1 - ((KernelWidth - 1) * DilationWidth) + PadLeft;
            return (first, Math.Clamp(last < 0 ? 0 : (last / StrideWidth) + 1, first, OutputWidth));
        }
    }

    public static DepthwiseWindow Of<TShape>()
        where TShape : struct, IConvolutionShape => new()
        {
            Batch = TShape.Batch,
            Height = TShape.InputHeight,
            Width = TShape.InputWidth,
            Channels = TShape.Groups,
            OutputHeight = TShape.OutputHeight,
            OutputWidth = TShape.OutputWidth,
            KernelHeight = TShape.KernelHeight,
            KernelWidth = TShape.KernelWidth,
            StrideHeight = TShape.StrideHeight,
            StrideWidth = TShape.StrideWidth,
            DilationHeight = TShape.DilationHeight,
            DilationWidth = TShape.DilationWidth,
            PadTop = TShape.PadTop,
            PadLeft = TShape.PadLeft,
        };

    /// <summary>First byte of the pixel that a tap of an output position reads, relative to the image; negative: outside.</summary>
    public int TapOffset(int tap, int row, int column) => TapOffset(tap / KernelWidth, tap % KernelWidth, row, column);

    /// <summary>The same for the tap in a row (<paramref name="down"/>) and column (<paramref name="right"/>) of the kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TapOffset(int down, int right, int row, int column)
    {
        var y = (row * StrideHeight) - PadTop + (down * DilationHeight);
        var x = (column * StrideWidth) - PadLeft + (right * DilationWidth);
        return (uint)y < (uint)Height && (uint)x < (uint)Width ? ((y * Width) + x) * Channels : -1;
    }
}
