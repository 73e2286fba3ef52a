using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Four lanes of int32.</summary>
/// <typeparam name="TMultiply">How bytes are multiplied.</typeparam>
internal readonly unsafe struct Int8Lanes128<TMultiply> : IInt8Shuffle<Vector128<int>>
    where TMultiply : IInt8Multiply<Vector128<int>>
{
    public static int Lanes => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(void* source) => Vector128.Load((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Broadcast(byte* source) => Vector128.Create(Unsafe.ReadUnaligned<int>(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sum, Vector128<int> activations, Vector128<int> weights) =>
        TMultiply.MultiplyAdd(sum, activations, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> left, Vector128<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> FlipSigns(Vector128<int> bytes) => bytes ^ Vector128.Create((byte)0x80).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> InterleaveLowBytes(Vector128<int> even, Vector128<int> odd) =>
        Sse2.IsSupported
            ? Sse2.UnpackLow(even.AsByte(), odd.AsByte()).AsInt32()
            : (Vector128.WidenLower(even.AsByte()) | (Vector128.WidenLower(odd.AsByte()) << 8)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> InterleaveLowPairs(Vector128<int> even, Vector128<int> odd) =>
        Sse2.IsSupported
            ? Sse2.UnpackLow(even.AsInt16(), odd.AsInt16()).AsInt32()
            : (Vector128.WidenLower(even.AsUInt16()) | (Vector128.WidenLower(odd.AsUInt16()) << 16)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> InterleaveHighBytes(Vector128<int> even, Vector128<int> odd) =>
        Sse2.IsSupported
            ? Sse2.UnpackHigh(even.AsByte(), odd.AsByte()).AsInt32()
            : (Vector128.WidenUpper(even.AsByte()) | (Vector128.WidenUpper(odd.AsByte()) << 8)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> InterleaveHighPairs(Vector128<int> even, Vector128<int> odd) =>
        Sse2.IsSupported
            ? Sse2.UnpackHigh(even.AsInt16(), odd.AsInt16()).AsInt32()
            : (Vector128.WidenUpper(even.AsUInt16()) | (Vector128.WidenUpper(odd.AsUInt16()) << 16)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSplit(Vector128<int> vector, int* destination) => vector.Store(destination);
}
