using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>The rows that the slots of a step read for one row of outputs, where a step holds a kernel column. Slots without a tap have weights of zero and
/// read the first row once more.</summary>
internal readonly unsafe struct DepthwiseTapRows
{
    public readonly byte* Row0;
    public readonly byte* Row1;
    public readonly byte* Row2;
    public readonly byte* Row3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DepthwiseTapRows(DepthwiseWindow s, in DepthwiseBlock block, int row)
        : this(s, in block, row, s.KernelHeight)
    {
    }

    /// <summary>So many rows from the first one that a row of outputs reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DepthwiseTapRows(DepthwiseWindow s, in DepthwiseBlock block, int row, int rows)
    {
        var top = (row * s.StrideHeight) - s.PadTop;
        Row0 = At(s, in block, top);
        Row1 = rows > 1 ? At(s, in block, top + s.DilationHeight) : Row0;
        Row2 = rows > 2 ? At(s, in block, top + (2 * s.DilationHeight)) : Row0;
        Row3 = rows > 3 ? At(s, in block, top + (3 * s.DilationHeight)) : Row0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* At(DepthwiseWindow s, in DepthwiseBlock block, int row) =>
        (uint)row < (uint)s.Height ? block.Input + ((nint)row * s.Pitch) : block.Border;
}
