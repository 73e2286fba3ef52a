using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Vectors of four positions.</summary>
internal readonly unsafe struct PlanarEnding128 : IPlanarEnding<Vector128<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(
        in PlanarTileArguments tile,
        Vector128<int> a0,
        Vector128<int> b0,
        Vector128<int> a1,
        Vector128<int> b1,
        Vector128<int> a2,
        Vector128<int> b2,
        Vector128<int> a3,
        Vector128<int> b3,
        int output,
        byte* y,
        nint stride)
    {
        One(in tile, a0, a1, a2, a3, output, y, stride);
        One(in tile, b0, b1, b2, b3, output, y + (4 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Eight(
        in PlanarTileArguments tile,
        Vector128<int> a0,
        Vector128<int> b0,
        Vector128<int> a1,
        Vector128<int> b1,
        Vector128<int> a2,
        Vector128<int> b2,
        Vector128<int> a3,
        Vector128<int> b3,
        Vector128<int> a4,
        Vector128<int> b4,
        Vector128<int> a5,
        Vector128<int> b5,
        Vector128<int> a6,
        Vector128<int> b6,
        Vector128<int> a7,
        Vector128<int> b7,
        int output,
        byte* y,
        nint stride)
    {
        Four(in tile, a0, b0, a1, b1, a2, b2, a3, b3, output, y, stride);
        Four(in tile, a4, b4, a5, b5, a6, b6, a7, b7, output + 4, y + 4, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One(in PlanarTileArguments tile, Vector128<int> s0, Vector128<int> s1, Vector128<int> s2, Vector128<int> s3, int output, byte* y, nint stride)
    {
        var multipliers = tile.Multipliers + output;
        var bytes = DepthwiseLanes128<Int8Widening>.Requantize(
            s0,
            s1,
            s2,
            s3,
            Vector128.Create(multipliers[0]).AsInt32(),
            Vector128.Create(multipliers[1]).AsInt32(),
            Vector128.Create(multipliers[2]).AsInt32(),
            Vector128.Create(multipliers[3]).AsInt32(),
            Vector128.Create(tile.Range.High).AsInt32(),
            Vector128.Create(tile.Range.ZeroPoint).AsInt32(),
            Vector128.Create(tile.Range.Minimum).AsInt32(),
            Vector128.Create(tile.Range.Flip).AsInt32());
        var turned = Vector128.ShuffleNative(bytes.AsByte(), PlanarBytes128.Turn).AsInt32();
        PlanarBytes128.Store(turned, y, stride);
    }
}
