using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Vectors of sixteen positions.</summary>
internal readonly unsafe struct PlanarEnding512 : IPlanarEnding<Vector512<int>, PlanarPair<Vector512<int>>>
{
    public static bool Joins => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PlanarPair<Vector512<int>> Requantize(
        in PlanarTileArguments tile,
        Vector512<int> a0,
        Vector512<int> b0,
        Vector512<int> a1,
        Vector512<int> b1,
        Vector512<int> a2,
        Vector512<int> b2,
        Vector512<int> a3,
        Vector512<int> b3,
        int output) =>
        new(PlanarBytes512.Of(in tile, a0, a1, a2, a3, output), PlanarBytes512.Of(in tile, b0, b1, b2, b3, output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PlanarPair<Vector512<int>> outputs, byte* y, nint stride)
    {
        PlanarBytes512.Store(outputs.First, y, stride);
        PlanarBytes512.Store(outputs.Second, y + (16 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PlanarPair<Vector512<int>> first, PlanarPair<Vector512<int>> second, byte* y, nint stride)
    {
        PlanarBytes512.Store(first.First, second.First, y);
        PlanarBytes512.Store(first.Second, second.Second, y + 128);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join(byte* first, byte* second, byte* y, nint stride)
    {
        for (var i = 0; i < 4; i++)
        {
            PlanarBytes512.Join(first + (i * 64), second + (i * 64), y + (i * 8 * stride), stride);
        }
    }
}
