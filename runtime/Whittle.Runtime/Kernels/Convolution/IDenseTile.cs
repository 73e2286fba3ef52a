using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>The register tiles of one way to multiply dense weights.</summary>
internal unsafe interface IDenseTile
{
    /// <summary>Outputs of a panel: two vectors.</summary>
    static abstract int PanelOutputs { get; }

    /// <summary>All positions of (a part of) a row for one panel. The last tile may repeat positions of the one before.</summary>
    /// <param name="x">First byte of the first position's group, or what the table of positions counts from.</param>
    /// <param name="count">Number of positions.</param>
    /// <param name="y">Outputs of the first position, from the panel's first on.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="tile">What is common to all tiles.</param>
    /// <param name="epilogue">The ending.</param>
    static abstract void Row<TSign, TEpilogue>(byte* x, int count, byte* y, in DensePanel panel, in DenseTileArguments tile, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue;
}
