using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Four lanes of 16 bytes (AVX-512).</summary>
internal readonly struct TurnLanes512 : ITurnLanes<Vector512<byte>>
{
    public static int Size => Vector512<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(ref byte source) => Vector512.LoadUnsafe(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> LowBytes(Vector512<byte> a, Vector512<byte> b) => Avx512BW.UnpackLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> HighBytes(Vector512<byte> a, Vector512<byte> b) => Avx512BW.UnpackHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> LowWords(Vector512<byte> a, Vector512<byte> b) => Avx512F.UnpackLow(a.AsInt32(), b.AsInt32()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> HighWords(Vector512<byte> a, Vector512<byte> b) => Avx512F.UnpackHigh(a.AsInt32(), b.AsInt32()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<byte> value, ref byte destination, nint step)
    {
        Avx512F.ExtractVector128(value, 0).StoreUnsafe(ref destination);
        Avx512F.ExtractVector128(value, 1).StoreUnsafe(ref Unsafe.Add(ref destination, step));
        Avx512F.ExtractVector128(value, 2).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * step));
        Avx512F.ExtractVector128(value, 3).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * step));
    }
}
