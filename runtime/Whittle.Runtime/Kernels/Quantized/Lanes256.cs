using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Eight lanes (AVX2 and FMA).</summary>
internal readonly struct Lanes256 : ILanes<Vector256<float>>
{
    public static int Count => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    // vpmovzxbd / vpmovsxbd: 8 bytes to 8 int32 lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load<T>(ref T source)
        where T : unmanaged
    {
        var bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<T, byte>(ref source))).AsByte();
        var integers = typeof(T) == typeof(byte) ? Avx2.ConvertToVector256Int32(bytes) : Avx2.ConvertToVector256Int32(bytes.AsSByte());
        return Avx.ConvertToVector256Single(integers);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float source) => Vector256.LoadUnsafe(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref int source) => Avx.ConvertToVector256Single(Vector256.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadDifference(ref int source, ref int factors, int factor) =>
        Avx.ConvertToVector256Single(Vector256.LoadUnsafe(ref source) - (Vector256.LoadUnsafe(ref factors) * factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => Avx.Add(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => Avx.Multiply(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Divide(Vector256<float> left, Vector256<float> right) => Avx.Divide(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FusedMultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Fma.MultiplyAdd(left, right, addend);

    // vminps and vmaxps give their second operand when the first is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lesser(Vector256<float> value, Vector256<float> other) => Avx.Min(value, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Greater(Vector256<float> value, Vector256<float> other) => Avx.Max(value, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination) => value.StoreUnsafe(ref destination);

    // Two packs with saturation, 8 int32 lanes to 8 int16 to 8 bytes (the upper half of the last register is not stored).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<float> value, int zeroPoint, ref T destination)
        where T : unmanaged
    {
        var integers = Avx2.Add(Avx.ConvertToVector256Int32(value), Vector256.Create(zeroPoint));
        var shorts = Sse2.PackSignedSaturate(integers.GetLower(), integers.GetUpper());
        var bytes = typeof(T) == typeof(byte)
            ? Sse2.PackUnsignedSaturate(shorts, shorts)
            : Sse2.PackSignedSaturate(shorts, shorts).AsByte();
        Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref destination), bytes.AsUInt64().ToScalar());
    }

    // The packs work in halves of 128 bits: four bytes of each vector follow one another, lower halves first, and are brought into order at the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFour<T>(Vector256<float> value0, Vector256<float> value1, Vector256<float> value2, Vector256<float> value3, ref T destination)
        where T : unmanaged
    {
        var low = Avx2.PackSignedSaturate(Avx.ConvertToVector256Int32(value0), Avx.ConvertToVector256Int32(value1));
        var high = Avx2.PackSignedSaturate(Avx.ConvertToVector256Int32(value2), Avx.ConvertToVector256Int32(value3));
        var bytes = typeof(T) == typeof(byte) ? Avx2.PackUnsignedSaturate(low, high) : Avx2.PackSignedSaturate(low, high).AsByte();
        var ordered = Avx2.PermuteVar8x32(bytes.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7));
        ordered.AsByte().StoreUnsafe(ref Unsafe.As<T, byte>(ref destination));
    }
}
