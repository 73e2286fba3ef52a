using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>A fully connected layer of several rows as a 1x1 convolution whose pixels are the rows.</summary>
internal readonly struct FullyConnectedFloatGeometry<TShape> : IFloatTileShape
    where TShape : struct, IFullyConnectedShape
{
    public static int PixelStep => TShape.Inputs;

    public static int OutputStep => TShape.Outputs;

    public static int Rows => 1;

    public static int RowStep => 0;

    public static int Segments => 1;

    public static int SegmentStep => 0;

    public static int SegmentLength => TShape.Inputs;
}
