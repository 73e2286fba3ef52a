using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>How a convolution is cut into lines of pixels for the register tiles; all constants once compiled.</summary>
/// <remarks>A line is an output row. Two shapes do better: a 1x1 convolution without stride is one line of all pixels of all images, and a
/// narrow, tall output takes its columns as lines so that tiles are not two pixels long.</remarks>
internal readonly struct ConvolutionFloatGeometry<TShape> : IFloatTileShape
    where TShape : struct, IConvolutionShape
{
    public static int InputChannels => TShape.Groups * TShape.ChannelsPerGroup;

    public static int OutputsPerGroup => TShape.OutputChannels / TShape.Groups;

    public static int Taps => TShape.KernelHeight * TShape.KernelWidth * TShape.ChannelsPerGroup;

    public static int InputLength => TShape.Batch * TShape.InputHeight * TShape.InputWidth * InputChannels;

    public static int OutputLength => TShape.Batch * TShape.OutputHeight * TShape.OutputWidth * TShape.OutputChannels;

    public static int Images => Flat ? 1 : TShape.Batch;

    public static int Lines => Flat ? 1 : Tall ? TShape.OutputWidth : TShape.OutputHeight;

    public static int LineLength =>
        Flat ? TShape.Batch * TShape.OutputHeight * TShape.OutputWidth : Tall ? TShape.OutputHeight : TShape.OutputWidth;

    public static int InputLineStep => Tall ? TShape.StrideWidth * InputChannels : TShape.StrideHeight * TShape.InputWidth * InputChannels;

    public static int OutputLineStep => Tall ? TShape.OutputChannels : TShape.OutputWidth * TShape.OutputChannels;

    public static int PixelStep => Tall ? TShape.StrideHeight * TShape.InputWidth * InputChannels : TShape.StrideWidth * InputChannels;

    public static int OutputStep => Tall ? TShape.OutputWidth * TShape.OutputChannels : TShape.OutputChannels;

    public static int Rows => TShape.KernelHeight;

    public static int RowStep => TShape.DilationHeight * TShape.InputWidth * InputChannels;

    public static int Segments => Contiguous ? 1 : TShape.KernelWidth;

    public static int SegmentStep => TShape.DilationWidth * InputChannels;

    public static int SegmentLength => Contiguous ? TShape.KernelWidth * InputChannels : TShape.ChannelsPerGroup;

    // A kernel row of neighbouring pixels with all their channels is one run of memory.
    private static bool Contiguous => TShape.Groups == 1 && TShape.DilationWidth == 1;

    private static bool Flat =>
        TShape.KernelHeight == 1 && TShape.KernelWidth == 1 && TShape.StrideHeight == 1 && TShape.StrideWidth == 1
        && TShape.OutputHeight == TShape.InputHeight && TShape.OutputWidth == TShape.InputWidth;

    private static bool Tall => !Flat && TShape.OutputWidth < 4 && TShape.OutputHeight > TShape.OutputWidth;
}
