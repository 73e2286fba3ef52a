using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Sixteen positions at once: bytes of four outputs each, position after position.</summary>
internal static unsafe class PlanarBytes512
{
    /// <summary>Requantizes four outputs of sixteen positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Of(in PlanarTileArguments tile, Vector512<int> s0, Vector512<int> s1, Vector512<int> s2, Vector512<int> s3, int output)
    {
        var multipliers = tile.Multipliers + output;
        var high = Vector512.Create(tile.Range.High);
        var zeroPoint = Vector512.Create(tile.Range.ZeroPoint);
        var low = Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(Scale(s0, multipliers, high), Scale(s1, multipliers + 1, high)), zeroPoint);
        var up = Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(Scale(s2, multipliers + 2, high), Scale(s3, multipliers + 3, high)), zeroPoint);
        var bytes = Avx512BW.Max(Avx512BW.PackUnsignedSaturate(low, up), Vector512.Create(tile.Range.Minimum)) ^ Vector512.Create(tile.Range.Flip);

        // 128 bits by 128 bits four positions of each output; turned, four outputs of each position.
        return Avx512BW.Shuffle(bytes, Vector512.Create(Vector256.Create(PlanarBytes128.Turn, PlanarBytes128.Turn), Vector256.Create(PlanarBytes128.Turn, PlanarBytes128.Turn))).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> outputs, byte* y, nint stride)
    {
        PlanarBytes128.Store(outputs.GetLower().GetLower(), y, stride);
        PlanarBytes128.Store(outputs.GetLower().GetUpper(), y + (4 * stride), stride);
        PlanarBytes128.Store(outputs.GetUpper().GetLower(), y + (8 * stride), stride);
        PlanarBytes128.Store(outputs.GetUpper().GetUpper(), y + (12 * stride), stride);
    }

    /// <summary>Eight outputs of each position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(Vector512<int> first, Vector512<int> second, byte* y, nint stride)
    {
        var low = Avx512F.UnpackLow(first, second).AsInt64();
        var high = Avx512F.UnpackHigh(first, second).AsInt64();
        if (stride == 8)
        {
            Avx512F.PermuteVar8x64x2(low, Vector512.Create(0L, 1, 8, 9, 2, 3, 10, 11), high).Store((long*)y);
            Avx512F.PermuteVar8x64x2(low, Vector512.Create(4L, 5, 12, 13, 6, 7, 14, 15), high).Store((long*)(y + 64));
            return;
        }

        StoreTwo(low.GetLower().GetLower(), y, stride);
        StoreTwo(high.GetLower().GetLower(), y + (2 * stride), stride);
        StoreTwo(low.GetLower().GetUpper(), y + (4 * stride), stride);
        StoreTwo(high.GetLower().GetUpper(), y + (6 * stride), stride);
        StoreTwo(low.GetUpper().GetLower(), y + (8 * stride), stride);
        StoreTwo(high.GetUpper().GetLower(), y + (10 * stride), stride);
        StoreTwo(low.GetUpper().GetUpper(), y + (12 * stride), stride);
        StoreTwo(high.GetUpper().GetUpper(), y + (14 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo(Vector128<long> outputs, byte* y, nint stride)
    {
        Sse2.StoreLow((double*)y, outputs.AsDouble());
        Sse2.StoreHigh((double*)(y + stride), outputs.AsDouble());
    }

    // The second operand of the minimum comes out where one is not a number, and converts to the lowest int32, as the scalar form has it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Scale(Vector512<int> sums, float* multiplier, Vector512<float> high) =>
        Avx512F.ConvertToVector512Int32(Avx512F.Min(high, Avx512F.ConvertToVector512Single(sums) * Vector512.Create(*multiplier)));
}
