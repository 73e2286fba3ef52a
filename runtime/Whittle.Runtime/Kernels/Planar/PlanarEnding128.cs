using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Vectors of four positions.</summary>
internal readonly unsafe struct PlanarEnding128 : IPlanarEnding<Vector128<int>, PlanarPair<Vector128<int>>>
{
    public static bool Joins => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PlanarPair<Vector128<int>> Requantize(
        in PlanarTileArguments tile,
        Vector128<int> a0,
        Vector128<int> b0,
        Vector128<int> a1,
        Vector128<int> b1,
        Vector128<int> a2,
        Vector128<int> b2,
        Vector128<int> a3,
        Vector128<int> b3,
        int output) =>
        new(One(in tile, a0, a1, a2, a3, output), One(in tile, b0, b1, b2, b3, output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PlanarPair<Vector128<int>> outputs, byte* y, nint stride)
    {
        PlanarBytes128.Store(outputs.First, y, stride);
        PlanarBytes128.Store(outputs.Second, y + (4 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PlanarPair<Vector128<int>> first, PlanarPair<Vector128<int>> second, byte* y, nint stride)
    {
        Store(first, y, stride);
        Store(second, y + 4, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> One(in PlanarTileArguments tile, Vector128<int> s0, Vector128<int> s1, Vector128<int> s2, Vector128<int> s3, int output)
    {
        var multipliers = tile.Multipliers + output;
        var offsets = tile.Offsets + output;
        var flip = Vector128.Create(tile.Range.Flip).AsInt32();
        var bytes = tile.Range.IsPlain
            ? DepthwiseLanes128<Int8Widening>.RequantizePlain(
                s0,
                s1,
                s2,
                s3,
                Vector128.Create(multipliers[0]).AsInt32(),
                Vector128.Create(multipliers[1]).AsInt32(),
                Vector128.Create(multipliers[2]).AsInt32(),
                Vector128.Create(multipliers[3]).AsInt32(),
                Vector128.Create(offsets[0]).AsInt32(),
                Vector128.Create(offsets[1]).AsInt32(),
                Vector128.Create(offsets[2]).AsInt32(),
                Vector128.Create(offsets[3]).AsInt32(),
                flip)
            : DepthwiseLanes128<Int8Widening>.Requantize(
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
                flip);
        return Vector128.ShuffleNative(bytes.AsByte(), PlanarBytes128.Turn).AsInt32();
    }
}
