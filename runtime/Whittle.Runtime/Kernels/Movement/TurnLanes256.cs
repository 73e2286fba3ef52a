using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Two lanes of 16 bytes (AVX2).</summary>
internal readonly struct TurnLanes256 : ITurnLanes<Vector256<byte>>
{
    public static int Size => Vector256<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(ref byte source) => Vector256.LoadUnsafe(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> LowBytes(Vector256<byte> a, Vector256<byte> b) => Avx2.UnpackLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> HighBytes(Vector256<byte> a, Vector256<byte> b) => Avx2.UnpackHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> LowWords(Vector256<byte> a, Vector256<byte> b) => Avx2.UnpackLow(a.AsInt32(), b.AsInt32()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> HighWords(Vector256<byte> a, Vector256<byte> b) => Avx2.UnpackHigh(a.AsInt32(), b.AsInt32()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<byte> value, ref byte destination, nint step)
    {
        value.GetLower().StoreUnsafe(ref destination);
        value.GetUpper().StoreUnsafe(ref Unsafe.Add(ref destination, step));
    }
}
