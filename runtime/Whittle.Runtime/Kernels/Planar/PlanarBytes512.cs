using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Sixteen positions at once: bytes of four outputs each, position after position.</summary>
internal static unsafe class PlanarBytes512
{
    /// <summary>From four positions of each output to four outputs of each position, 128 bits by 128 bits.</summary>
    private static Vector512<byte> Turn
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            (byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15,
            0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
    }

    /// <summary>Requantizes four outputs of sixteen positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Of(in PlanarTileArguments tile, Vector512<int> s0, Vector512<int> s1, Vector512<int> s2, Vector512<int> s3, int output)
    {
        var multipliers = tile.Multipliers + output;
        Vector512<byte> bytes;
        if (tile.Range.IsPlain)
        {
            var offsets = tile.Offsets + output;
            var low = Avx512BW.PackSignedSaturate(ScaleRaised(s0, multipliers, offsets), ScaleRaised(s1, multipliers + 1, offsets + 1));
            var up = Avx512BW.PackSignedSaturate(ScaleRaised(s2, multipliers + 2, offsets + 2), ScaleRaised(s3, multipliers + 3, offsets + 3));
            bytes = Avx512BW.PackUnsignedSaturate(low, up);
        }
        else
        {
            var high = Vector512.Create(tile.Range.High);
            var zeroPoint = Vector512.Create(tile.Range.ZeroPoint);
            var low = Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(Scale(s0, multipliers, high), Scale(s1, multipliers + 1, high)), zeroPoint);
            var up = Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(Scale(s2, multipliers + 2, high), Scale(s3, multipliers + 3, high)), zeroPoint);
            bytes = Avx512BW.Max(Avx512BW.PackUnsignedSaturate(low, up), Vector512.Create(tile.Range.Minimum));
        }

        // 128 bits by 128 bits four positions of each output; turned, four outputs of each position.
        return Avx512BW.Shuffle(bytes ^ Vector512.Create(tile.Range.Flip), Turn).AsInt32();
    }

    /// <summary>Stores four outputs of each position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> outputs, byte* y, nint stride)
    {
        PlanarBytes128.Store(outputs.GetLower().GetLower(), y, stride);
        PlanarBytes128.Store(outputs.GetLower().GetUpper(), y + (4 * stride), stride);
        PlanarBytes128.Store(outputs.GetUpper().GetLower(), y + (8 * stride), stride);
        PlanarBytes128.Store(outputs.GetUpper().GetUpper(), y + (12 * stride), stride);
    }

    /// <summary>Stores eight outputs of each position, which adjoin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> first, Vector512<int> second, byte* y)
    {
        var low = Avx512F.UnpackLow(first, second).AsInt64();
        var high = Avx512F.UnpackHigh(first, second).AsInt64();
        Avx512F.PermuteVar8x64x2(low, Vector512.Create(0L, 1, 8, 9, 2, 3, 10, 11), high).Store((long*)y);
        Avx512F.PermuteVar8x64x2(low, Vector512.Create(4L, 5, 12, 13, 6, 7, 14, 15), high).Store((long*)(y + 64));
    }

    /// <summary>Brings twice eight outputs of eight positions together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join(byte* first, byte* second, byte* y, nint stride)
    {
        var (a, b) = (Vector512.Load((long*)first), Vector512.Load((long*)second));
        var low = Avx512F.PermuteVar8x64x2(a, Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11), b);
        var high = Avx512F.PermuteVar8x64x2(a, Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15), b);
        if (stride == 16)
        {
            low.Store((long*)y);
            high.Store((long*)(y + 64));
            return;
        }

        StoreFour(low, y, stride);
        StoreFour(high, y + (4 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour(Vector512<long> outputs, byte* y, nint stride)
    {
        outputs.GetLower().GetLower().Store((long*)y);
        outputs.GetLower().GetUpper().Store((long*)(y + stride));
        outputs.GetUpper().GetLower().Store((long*)(y + (2 * stride)));
        outputs.GetUpper().GetUpper().Store((long*)(y + (3 * stride)));
    }

    // The second operand of the minimum comes out where one is not a number, and converts to the lowest int32, as the scalar form has it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Scale(Vector512<int> sums, float* multiplier, Vector512<float> high) =>
        Avx512F.ConvertToVector512Int32(Avx512F.Min(high, Avx512F.ConvertToVector512Single(sums) * Vector512.Create(*multiplier)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> ScaleRaised(Vector512<int> sums, float* multiplier, float* offset) =>
        Avx512F.ConvertToVector512Int32(RaisedSums.Scale(sums, Vector512.Create(*multiplier), Vector512.Create(*offset)));
}
