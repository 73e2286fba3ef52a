using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Vectors of eight positions where AVX-512 ends two as one.</summary>
internal readonly unsafe struct PlanarEnding256Wide : IPlanarEnding<Vector256<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(
        in PlanarTileArguments tile,
        Vector256<int> a0,
        Vector256<int> b0,
        Vector256<int> a1,
        Vector256<int> b1,
        Vector256<int> a2,
        Vector256<int> b2,
        Vector256<int> a3,
        Vector256<int> b3,
        int output,
        byte* y,
        nint stride)
    {
        PlanarBytes512.Store(
            PlanarBytes512.Of(in tile, Vector512.Create(a0, b0), Vector512.Create(a1, b1), Vector512.Create(a2, b2), Vector512.Create(a3, b3), output), y, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Eight(
        in PlanarTileArguments tile,
        Vector256<int> a0,
        Vector256<int> b0,
        Vector256<int> a1,
        Vector256<int> b1,
        Vector256<int> a2,
        Vector256<int> b2,
        Vector256<int> a3,
        Vector256<int> b3,
        Vector256<int> a4,
        Vector256<int> b4,
        Vector256<int> a5,
        Vector256<int> b5,
        Vector256<int> a6,
        Vector256<int> b6,
        Vector256<int> a7,
        Vector256<int> b7,
        int output,
        byte* y,
        nint stride)
    {
        PlanarBytes512.StorePairs(
            PlanarBytes512.Of(in tile, Vector512.Create(a0, b0), Vector512.Create(a1, b1), Vector512.Create(a2, b2), Vector512.Create(a3, b3), output),
            PlanarBytes512.Of(in tile, Vector512.Create(a4, b4), Vector512.Create(a5, b5), Vector512.Create(a6, b6), Vector512.Create(a7, b7), output + 4),
            y,
            stride);
    }
}
