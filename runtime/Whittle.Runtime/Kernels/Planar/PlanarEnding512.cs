using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Vectors of sixteen positions.</summary>
internal readonly unsafe struct PlanarEnding512 : IPlanarEnding<Vector512<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(
        in PlanarTileArguments tile,
        Vector512<int> a0,
        Vector512<int> b0,
        Vector512<int> a1,
        Vector512<int> b1,
        Vector512<int> a2,
        Vector512<int> b2,
        Vector512<int> a3,
        Vector512<int> b3,
        int output,
        byte* y,
        nint stride)
    {
        PlanarBytes512.Store(PlanarBytes512.Of(in tile, a0, a1, a2, a3, output), y, stride);
        PlanarBytes512.Store(PlanarBytes512.Of(in tile, b0, b1, b2, b3, output), y + (16 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Eight(
        in PlanarTileArguments tile,
        Vector512<int> a0,
        Vector512<int> b0,
        Vector512<int> a1,
        Vector512<int> b1,
        Vector512<int> a2,
        Vector512<int> b2,
        Vector512<int> a3,
        Vector512<int> b3,
        Vector512<int> a4,
        Vector512<int> b4,
        Vector512<int> a5,
        Vector512<int> b5,
        Vector512<int> a6,
        Vector512<int> b6,
        Vector512<int> a7,
        Vector512<int> b7,
        int output,
        byte* y,
        nint stride)
    {
        PlanarBytes512.StorePairs(
            PlanarBytes512.Of(in tile, a0, a1, a2, a3, output), PlanarBytes512.Of(in tile, a4, a5, a6, a7, output + 4), y, stride);
        PlanarBytes512.StorePairs(
            PlanarBytes512.Of(in tile, b0, b1, b2, b3, output), PlanarBytes512.Of(in tile, b4, b5, b6, b7, output + 4), y + (16 * stride), stride);
    }
}
