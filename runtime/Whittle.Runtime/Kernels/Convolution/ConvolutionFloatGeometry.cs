using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>How a convolution is cut into lines of pixels for the register tiles; all constants once compiled.</summary>
/// <remarks>A line is an output row. Two shapes do better: a 1x1 convolution without stride is one line of all pixels of all images, and a narrow, tall output
/// takes its columns as lines so that tiles are not two pixels long. The getters must be inlined: a call in an inner loop would spill every
/// accumulator.</remarks>
internal readonly struct ConvolutionFloatGeometry<TShape> : IFloatTileShape
    where TShape : struct, IConvolutionShape
{
    public static int InputChannels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Groups * TShape.ChannelsPerGroup;
    }

    public static int OutputsPerGroup
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.OutputChannels / TShape.Groups;
    }

    public static int Taps
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.KernelHeight * TShape.KernelWidth * TShape.ChannelsPerGroup;
    }

    public static int InputLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Batch * TShape.InputHeight * TShape.InputWidth * InputChannels;
    }

    public static int OutputLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Batch * TShape.OutputHeight * TShape.OutputWidth * TShape.OutputChannels;
    }

    public static int Images
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Flat ? 1 : TShape.Batch;
    }

    public static int Lines
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Flat ? 1 : Tall ? TShape.OutputWidth : TShape.OutputHeight;
    }

    public static int LineLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Flat ? TShape.Batch * TShape.OutputHeight * TShape.OutputWidth : Tall ? TShape.OutputHeight : TShape.OutputWidth;
    }

    public static int InputLineStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Tall ? TShape.StrideWidth * InputChannels : TShape.StrideHeight * TShape.InputWidth * InputChannels;
    }

    public static int OutputLineStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Tall ? TShape.OutputChannels : TShape.OutputWidth * TShape.OutputChannels;
    }

    public static int PixelStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Tall ? TShape.StrideHeight * TShape.InputWidth * InputChannels : TShape.StrideWidth * InputChannels;
    }

    public static int OutputStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Tall ? TShape.OutputWidth * TShape.OutputChannels : TShape.OutputChannels;
    }

    public static int Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.KernelHeight;
    }

    public static int RowStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.DilationHeight * TShape.InputWidth * InputChannels;
    }

    public static int Segments
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Contiguous ? 1 : TShape.KernelWidth;
    }

    public static int SegmentStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.DilationWidth * InputChannels;
    }

    public static int SegmentLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Contiguous ? TShape.KernelWidth * InputChannels : TShape.ChannelsPerGroup;
    }

    // A kernel row of neighbouring pixels with all their channels is one run of memory.
    private static bool Contiguous
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Groups == 1 && TShape.DilationWidth == 1;
    }

    private static bool Flat
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            TShape.KernelHeight == 1 && TShape.KernelWidth == 1 && TShape.StrideHeight == 1 && TShape.StrideWidth == 1
                && TShape.OutputHeight == TShape.InputHeight && TShape.OutputWidth == TShape.InputWidth;
    }

    private static bool Tall
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Flat && TShape.OutputWidth < 4 && TShape.OutputHeight > TShape.OutputWidth;
    }
}
