using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Vectors of eight positions where AVX-512 ends two as one.</summary>
internal readonly unsafe struct PlanarEnding256Wide : IPlanarEnding<Vector256<int>, Vector512<int>>
{
    public static bool Joins => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Requantize(
        in PlanarTileArguments tile,
        Vector256<int> a0,
        Vector256<int> b0,
        Vector256<int> a1,
        Vector256<int> b1,
        Vector256<int> a2,
        Vector256<int> b2,
        Vector256<int> a3,
        Vector256<int> b3,
        int output) =>
        PlanarBytes512.Of(in tile, a0.ToVector512Unsafe().WithUpper(b0), a1.ToVector512Unsafe().WithUpper(b1), a2.ToVector512Unsafe().WithUpper(b2), a3.ToVector512Unsafe().WithUpper(b3), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> outputs, byte* y, nint stride) => PlanarBytes512.Store(outputs, y, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> first, Vector512<int> second, byte* y, nint stride) => PlanarBytes512.Store(first, second, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join(byte* first, byte* second, byte* y, nint stride)
    {
        PlanarBytes512.Join(first, second, y, stride);
        PlanarBytes512.Join(first + 64, second + 64, y + (8 * stride), stride);
    }
}
