using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Vectors of eight positions, AVX2.</summary>
internal readonly unsafe struct PlanarEnding256 : IPlanarEnding<Vector256<int>, PlanarPair<Vector256<int>>>
{
    public static bool Joins => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PlanarPair<Vector256<int>> Requantize(
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
        new(One(in tile, a0, a1, a2, a3, output), One(in tile, b0, b1, b2, b3, output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PlanarPair<Vector256<int>> outputs, byte* y, nint stride)
    {
        PlanarBytes128.Store(outputs.First.GetLower(), y, stride);
        PlanarBytes128.Store(outputs.First.GetUpper(), y + (4 * stride), stride);
        PlanarBytes128.Store(outputs.Second.GetLower(), y + (8 * stride), stride);
        PlanarBytes128.Store(outputs.Second.GetUpper(), y + (12 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PlanarPair<Vector256<int>> first, PlanarPair<Vector256<int>> second, byte* y, nint stride)
    {
        StoreEight(first.First, second.First, y, stride);
        StoreEight(first.Second, second.Second, y + (8 * stride), stride);
    }

    /// <summary>Eight outputs of eight positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreEight(Vector256<int> first, Vector256<int> second, byte* y, nint stride)
    {
        var low = Avx2.UnpackLow(first, second);
        var high = Avx2.UnpackHigh(first, second);
        if (stride == 8)
        {
            Avx2.Permute2x128(low, high, 0x20).Store((int*)y);
            Avx2.Permute2x128(low, high, 0x31).Store((int*)(y + 32));
            return;
        }

        StoreTwo(low.GetLower(), y, stride);
        StoreTwo(high.GetLower(), y + (2 * stride), stride);
        StoreTwo(low.GetUpper(), y + (4 * stride), stride);
        StoreTwo(high.GetUpper(), y + (6 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo(Vector128<int> outputs, byte* y, nint stride)
    {
        Sse2.StoreLow((double*)y, outputs.AsDouble());
        Sse2.StoreHigh((double*)(y + stride), outputs.AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> One(in PlanarTileArguments tile, Vector256<int> s0, Vector256<int> s1, Vector256<int> s2, Vector256<int> s3, int output)
    {
        var multipliers = tile.Multipliers + output;
        var offsets = tile.Offsets + output;
        var flip = Vector256.Create(tile.Range.Flip).AsInt32();
        var bytes = tile.Range.IsPlain
            ? DepthwiseLanes256<Int8Widening>.RequantizePlain(
                s0,
                s1,
                s2,
                s3,
                Vector256.Create(multipliers[0]).AsInt32(),
                Vector256.Create(multipliers[1]).AsInt32(),
                Vector256.Create(multipliers[2]).AsInt32(),
                Vector256.Create(multipliers[3]).AsInt32(),
                Vector256.Create(offsets[0]).AsInt32(),
                Vector256.Create(offsets[1]).AsInt32(),
                Vector256.Create(offsets[2]).AsInt32(),
                Vector256.Create(offsets[3]).AsInt32(),
                flip)
            : DepthwiseLanes256<Int8Widening>.Requantize(
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
                flip);
        return Avx2.Shuffle(bytes.AsByte(), Vector256.Create(PlanarBytes128.Turn, PlanarBytes128.Turn)).AsInt32();
    }
}
