using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Vectors of eight positions, AVX2.</summary>
internal readonly unsafe struct PlanarEnding256 : IPlanarEnding<Vector256<int>>
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
        One(in tile, a0, a1, a2, a3, output, y, stride);
        One(in tile, b0, b1, b2, b3, output, y + (8 * stride), stride);
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
        Four(in tile, a0, b0, a1, b1, a2, b2, a3, b3, output, y, stride);
        Four(in tile, a4, b4, a5, b5, a6, b6, a7, b7, output + 4, y + 4, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One(in PlanarTileArguments tile, Vector256<int> s0, Vector256<int> s1, Vector256<int> s2, Vector256<int> s3, int output, byte* y, nint stride)
    {
        var multipliers = tile.Multipliers + output;
        var bytes = DepthwiseLanes256<Int8Widening>.Requantize(
            s0,
            s1,
            s2,
            s3,
            Vector256.Create(multipliers[0]).AsInt32(),
            Vector256.Create(multipliers[1]).AsInt32(),
            Vector256.Create(multipliers[2]).AsInt32(),
            Vector256.Create(multipliers[3]).AsInt32(),
            Vector256.Create(tile.Range.High).AsInt32(),
            Vector256.Create(tile.Range.ZeroPoint).AsInt32(),
            Vector256.Create(tile.Range.Minimum).AsInt32(),
            Vector256.Create(tile.Range.Flip).AsInt32());
        var turned = Avx2.Shuffle(bytes.AsByte(), Vector256.Create(PlanarBytes128.Turn, PlanarBytes128.Turn)).AsInt32();
        PlanarBytes128.Store(turned.GetLower(), y, stride);
        PlanarBytes128.Store(turned.GetUpper(), y + (4 * stride), stride);
    }
}
