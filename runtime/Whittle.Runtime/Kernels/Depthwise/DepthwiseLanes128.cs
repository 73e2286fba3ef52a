using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>16 bytes: 16 channels of one position or 8 of two.</summary>
/// <typeparam name="TMultiply">How bytes are multiplied.</typeparam>
internal readonly unsafe struct DepthwiseLanes128<TMultiply> : IDepthwiseLanes<Vector128<int>>
    where TMultiply : IInt8Multiply<Vector128<int>>
{
    public static int Bytes => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(void* source) => Vector128.Load((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadParts(byte* source, nint step, int channels) => channels == 16
        ? Vector128.Load((int*)source)
        : Vector128.Create(Unsafe.ReadUnaligned<long>(source), Unsafe.ReadUnaligned<long>(source + step)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Fill(byte value) => Vector128.Create(value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Fill(short value) => Vector128.Create(value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Fill(float value) => Vector128.Create(value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> FlipSigns(Vector128<int> bytes) => bytes ^ Vector128.Create((byte)0x80).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(
        Vector128<int> t0,
        Vector128<int> t1,
        Vector128<int> t2,
        Vector128<int> t3,
        out Vector128<int> v0,
        out Vector128<int> v1,
        out Vector128<int> v2,
        out Vector128<int> v3)
    {
        if (Sse2.IsSupported)
        {
            var low01 = Sse2.UnpackLow(t0.AsByte(), t1.AsByte()).AsInt16();
            var low23 = Sse2.UnpackLow(t2.AsByte(), t3.AsByte()).AsInt16();
            var high01 = Sse2.UnpackHigh(t0.AsByte(), t1.AsByte()).AsInt16();
            var high23 = Sse2.UnpackHigh(t2.AsByte(), t3.AsByte()).AsInt16();
            v0 = Sse2.UnpackLow(low01, low23).AsInt32();
            v1 = Sse2.UnpackHigh(low01, low23).AsInt32();
            v2 = Sse2.UnpackLow(high01, high23).AsInt32();
            v3 = Sse2.UnpackHigh(high01, high23).AsInt32();
            return;
        }

        var (l0, h0) = Vector128.Widen(t0.AsByte());
        var (l1, h1) = Vector128.Widen(t1.AsByte());
        var (l2, h2) = Vector128.Widen(t2.AsByte());
        var (l3, h3) = Vector128.Widen(t3.AsByte());
        InterleavePairs(l0 | (l1 << 8), l2 | (l3 << 8), out v0, out v1);
        InterleavePairs(h0 | (h1 << 8), h2 | (h3 << 8), out v2, out v3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Straddle(Vector128<int> vector, Vector128<int> next) => next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sum, Vector128<int> activations, Vector128<int> weights) =>
        TMultiply.MultiplyAdd(sum, activations, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadParameters(void* parameters, int vector, int channels) => Vector128.Load((int*)parameters + (vector * 4 % channels));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Requantize(
        Vector128<int> a0,
        Vector128<int> a1,
        Vector128<int> a2,
        Vector128<int> a3,
        Vector128<int> m0,
        Vector128<int> m1,
        Vector128<int> m2,
        Vector128<int> m3,
        Vector128<int> high,
        Vector128<int> zeroPoint,
        Vector128<int> minimum,
        Vector128<int> flip)
    {
        // The lower bound holds before 16 bits may overflow; from the lowest output to the highest, every integer fits a byte and may simply be truncated.
        var low = Vector128.Create((float)(minimum.AsByte().ToScalar() - zeroPoint.AsInt16().ToScalar()));
        var lower = Vector128.Narrow(Scale(a0, m0, low, high), Scale(a1, m1, low, high)) + zeroPoint.AsInt16();
        var upper = Vector128.Narrow(Scale(a2, m2, low, high), Scale(a3, m3, low, high)) + zeroPoint.AsInt16();
        return Vector128.Narrow(lower, upper).AsInt32() ^ flip;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> RequantizePlain(
        Vector128<int> a0,
        Vector128<int> a1,
        Vector128<int> a2,
        Vector128<int> a3,
        Vector128<int> m0,
        Vector128<int> m1,
        Vector128<int> m2,
        Vector128<int> m3,
        Vector128<int> o0,
        Vector128<int> o1,
        Vector128<int> o2,
        Vector128<int> o3,
        Vector128<int> flip)
    {
        if (!Sse2.IsSupported)
        {
            var bits = Vector128.Create(RaisedSums.Bits);
            return Requantize(a0 - bits, a1 - bits, a2 - bits, a3 - bits, m0, m1, m2, m3, Vector128.Create(255f).AsInt32(), default, default, flip);
        }

        var low = Sse2.PackSignedSaturate(ScaleRaised(a0, m0, o0), ScaleRaised(a1, m1, o1));
        var up = Sse2.PackSignedSaturate(ScaleRaised(a2, m2, o2), ScaleRaised(a3, m3, o3));
        return Sse2.PackUnsignedSaturate(low, up).AsInt32() ^ flip;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreParts(Vector128<int> bytes, byte* destination, nint step, int channels)
    {
        if (channels == 16)
        {
            bytes.AsByte().Store(destination);
            return;
        }

        Unsafe.WriteUnaligned(destination, bytes.AsInt64().ToScalar());
        Unsafe.WriteUnaligned(destination + step, bytes.AsInt64().GetElement(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Vector128<int> sums, int* destination, nint step, int vector, int channels) =>
        sums.Store(destination + (vector * 4 / channels * step) + (vector * 4 % channels));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InterleavePairs(Vector128<ushort> even, Vector128<ushort> odd, out Vector128<int> low, out Vector128<int> high)
    {
        var (evenLow, evenHigh) = Vector128.Widen(even);
        var (oddLow, oddHigh) = Vector128.Widen(odd);
        low = (evenLow | (oddLow << 16)).AsInt32();
        high = (evenHigh | (oddHigh << 16)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Scale(Vector128<int> sums, Vector128<int> multipliers, Vector128<float> low, Vector128<int> high)
    {
        var value = Vector128.ConvertToSingle(sums) * multipliers.AsSingle();
        return Vector128.ConvertToInt32Native(Vector128.Round(Vector128.MinNative(Vector128.MaxNative(value, low), high.AsSingle())));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> ScaleRaised(Vector128<int> sums, Vector128<int> multipliers, Vector128<int> offsets) =>
        Sse2.ConvertToVector128Int32(RaisedSums.Scale(sums, multipliers.AsSingle(), offsets.AsSingle()));
}
