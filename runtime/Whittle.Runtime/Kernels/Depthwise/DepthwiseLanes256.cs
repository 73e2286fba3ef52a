using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>32 bytes: 32 channels of one position, 16 of two or 8 of four.</summary>
/// <typeparam name="TMultiply">How bytes are multiplied.</typeparam>
internal readonly unsafe struct DepthwiseLanes256<TMultiply> : IDepthwiseLanes<Vector256<int>>
    where TMultiply : IInt8Multiply<Vector256<int>>
{
    public static int Bytes => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(void* source) => Vector256.Load((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadParts(byte* source, nint step, int channels) => channels switch
    {
        32 => Vector256.Load((int*)source),
        16 => Vector256.Create(Vector128.Load((int*)source), Vector128.Load((int*)(source + step))),
        _ => Vector256.Create(
            Unsafe.ReadUnaligned<long>(source),
            Unsafe.ReadUnaligned<long>(source + step),
            Unsafe.ReadUnaligned<long>(source + (2 * step)),
            Unsafe.ReadUnaligned<long>(source + (3 * step))).AsInt32(),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Fill(byte value) => Vector256.Create(value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Fill(short value) => Vector256.Create(value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Fill(float value) => Vector256.Create(value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> FlipSigns(Vector256<int> bytes) => bytes ^ Vector256.Create((byte)0x80).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(
        Vector256<int> t0,
        Vector256<int> t1,
        Vector256<int> t2,
        Vector256<int> t3,
        out Vector256<int> v0,
        out Vector256<int> v1,
        out Vector256<int> v2,
        out Vector256<int> v3)
    {
        var low01 = Avx2.UnpackLow(t0.AsByte(), t1.AsByte()).AsInt16();
        var low23 = Avx2.UnpackLow(t2.AsByte(), t3.AsByte()).AsInt16();
        var high01 = Avx2.UnpackHigh(t0.AsByte(), t1.AsByte()).AsInt16();
        var high23 = Avx2.UnpackHigh(t2.AsByte(), t3.AsByte()).AsInt16();
        v0 = Avx2.UnpackLow(low01, low23).AsInt32();
        v1 = Avx2.UnpackHigh(low01, low23).AsInt32();
        v2 = Avx2.UnpackLow(high01, high23).AsInt32();
        v3 = Avx2.UnpackHigh(high01, high23).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Straddle(Vector256<int> vector, Vector256<int> next) => Avx2.Permute2x128(vector, next, 0x21);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sum, Vector256<int> activations, Vector256<int> weights) =>
        TMultiply.MultiplyAdd(sum, activations, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadParameters(void* parameters, int vector, int channels)
    {
        var first = (int*)parameters + (vector * 4 % channels);
        return Vector256.Create(Vector128.Load(first), Vector128.Load(channels == 32 ? first + 16 : first));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Requantize(
        Vector256<int> a0,
        Vector256<int> a1,
        Vector256<int> a2,
        Vector256<int> a3,
        Vector256<int> m0,
        Vector256<int> m1,
        Vector256<int> m2,
        Vector256<int> m3,
        Vector256<int> high,
        Vector256<int> zeroPoint,
        Vector256<int> minimum,
        Vector256<int> flip)
    {
        var low = Avx2.AddSaturate(Avx2.PackSignedSaturate(Scale(a0, m0, high), Scale(a1, m1, high)), zeroPoint.AsInt16());
        var up = Avx2.AddSaturate(Avx2.PackSignedSaturate(Scale(a2, m2, high), Scale(a3, m3, high)), zeroPoint.AsInt16());
        return Avx2.Max(Avx2.PackUnsignedSaturate(low, up), minimum.AsByte()).AsInt32() ^ flip;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> RequantizePlain(
        Vector256<int> a0,
        Vector256<int> a1,
        Vector256<int> a2,
        Vector256<int> a3,
        Vector256<int> m0,
        Vector256<int> m1,
        Vector256<int> m2,
        Vector256<int> m3,
        Vector256<int> o0,
        Vector256<int> o1,
        Vector256<int> o2,
        Vector256<int> o3,
        Vector256<int> flip)
    {
        var low = Avx2.PackSignedSaturate(ScaleRaised(a0, m0, o0), ScaleRaised(a1, m1, o1));
        var up = Avx2.PackSignedSaturate(ScaleRaised(a2, m2, o2), ScaleRaised(a3, m3, o3));
        return Avx2.PackUnsignedSaturate(low, up).AsInt32() ^ flip;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreParts(Vector256<int> bytes, byte* destination, nint step, int channels)
    {
        if (channels == 32)
        {
            bytes.AsByte().Store(destination);
            return;
        }

        DepthwiseLanes128<Int8Widening>.StoreParts(bytes.GetLower(), destination, step, channels);
        DepthwiseLanes128<Int8Widening>.StoreParts(bytes.GetUpper(), destination + (16 / channels * step), step, channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Vector256<int> sums, int* destination, nint step, int vector, int channels)
    {
        DepthwiseLanes128<Int8Widening>.StoreSums(sums.GetLower(), destination, step, vector, Math.Min(channels, 16));
        DepthwiseLanes128<Int8Widening>.StoreSums(
            sums.GetUpper(), destination + (channels == 32 ? 16 : 16 / channels * step), step, vector, Math.Min(channels, 16));
    }

    // The second operand of the minimum comes out where one is not a number, and converts to the lowest int32, as the scalar form has it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Scale(Vector256<int> sums, Vector256<int> multipliers, Vector256<int> high) =>
        Avx.ConvertToVector256Int32(Avx.Min(high.AsSingle(), Avx.ConvertToVector256Single(sums) * multipliers.AsSingle()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> ScaleRaised(Vector256<int> sums, Vector256<int> multipliers, Vector256<int> offsets) =>
        Avx.ConvertToVector256Int32(RaisedSums.Scale(sums, multipliers.AsSingle(), offsets.AsSingle()));
}
