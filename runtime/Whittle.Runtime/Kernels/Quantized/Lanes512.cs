using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Sixteen lanes (AVX-512).</summary>
internal readonly struct Lanes512 : ILanes<Vector512<float>>
{
    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    // vpmovzxbd / vpmovsxbd: 16 bytes to 16 int32 lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load<T>(ref T source)
        where T : unmanaged
    {
        var bytes = Vector128.LoadUnsafe(ref Unsafe.As<T, byte>(ref source));
        var integers = typeof(T) == typeof(byte)
            ? Avx512F.ConvertToVector512Int32(bytes)
            : Avx512F.ConvertToVector512Int32(bytes.AsSByte());
        return Avx512F.ConvertToVector512Single(integers);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source) => Vector512.LoadUnsafe(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref int source) => Avx512F.ConvertToVector512Single(Vector512.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadDifference(ref int source, ref int factors, int factor) =>
        Avx512F.ConvertToVector512Single(Vector512.LoadUnsafe(ref source) - (Vector512.LoadUnsafe(ref factors) * factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => Avx512F.Add(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => Avx512F.Multiply(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Divide(Vector512<float> left, Vector512<float> right) => Avx512F.Divide(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FusedMultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Avx512F.FusedMultiplyAdd(left, right, addend);

    // vminps and vmaxps give their second operand when the first is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Lesser(Vector512<float> value, Vector512<float> other) => Avx512F.Min(value, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Greater(Vector512<float> value, Vector512<float> other) => Avx512F.Max(value, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float destination) => value.StoreUnsafe(ref destination);

    // vcvtps2dq rounds half to even; vpmovusdb saturates unsigned lanes, so negative ones are raised to zero before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<float> value, int zeroPoint, ref T destination)
        where T : unmanaged
    {
        var integers = Avx512F.Add(Avx512F.ConvertToVector512Int32(value), Vector512.Create(zeroPoint));
        var bytes = typeof(T) == typeof(byte)
            ? Avx512F.ConvertToVector128ByteWithSaturation(Avx512F.Max(integers, Vector512<int>.Zero).AsUInt32())
            : Avx512F.ConvertToVector128SByteWithSaturation(integers).AsByte();
        bytes.StoreUnsafe(ref Unsafe.As<T, byte>(ref destination));
    }

    // The packs work in quarters of 128 bits: four bytes of each vector follow one another, quarter by quarter, and are brought into order at the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFour<T>(Vector512<float> value0, Vector512<float> value1, Vector512<float> value2, Vector512<float> value3, ref T destination)
        where T : unmanaged
    {
        var low = Avx512BW.PackSignedSaturate(Avx512F.ConvertToVector512Int32(value0), Avx512F.ConvertToVector512Int32(value1));
        var high = Avx512BW.PackSignedSaturate(Avx512F.ConvertToVector512Int32(value2), Avx512F.ConvertToVector512Int32(value3));
        var bytes = typeof(T) == typeof(byte) ? Avx512BW.PackUnsignedSaturate(low, high) : Avx512BW.PackSignedSaturate(low, high).AsByte();
        var ordered = Avx512F.PermuteVar16x32(bytes.AsInt32(), Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
        ordered.AsByte().StoreUnsafe(ref Unsafe.As<T, byte>(ref destination));
    }
}
