namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>Strides of a register tile as constants that the JIT sees, in elements.</summary>
internal interface IFloatTileShape
{
    /// <summary>From an input pixel of the tile to the next.</summary>
    static abstract int PixelStep { get; }

    /// <summary>From an output pixel of the tile to the next.</summary>
    static abstract int OutputStep { get; }

    /// <summary>Outer loop over kernel rows.</summary>
    static abstract int Rows { get; }

    static abstract int RowStep { get; }

    /// <summary>Middle loop over kernel columns, or 1 when they lie side by side.</summary>
    static abstract int Segments { get; }

    static abstract int SegmentStep { get; }

    /// <summary>Inner loop over contiguous inputs.</summary>
    static abstract int SegmentLength { get; }
}
