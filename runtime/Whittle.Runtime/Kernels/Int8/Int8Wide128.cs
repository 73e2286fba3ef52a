using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Four lanes by widening to 16 bits: Arm64, WebAssembly and x64 without AVX2.</summary>
internal readonly unsafe struct Int8Wide128 : IInt8Shuffle<Vector128<int>>
{
    public static int Lanes => 4;

    public static int GatherWindow => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(void* source) => Vector128.Load((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Broadcast(byte* source) => Vector128.Create(Unsafe.ReadUnaligned<int>(source));

    // Bytes 0 and 2 of each lane, then 1 and 3, as 16-bit numbers: two products of at most 255 * 128 never overflow their int32 sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> accumulator, Vector128<int> activations, Vector128<int> weights)
    {
        var evenX = activations.AsInt16() & Vector128.Create((short)0xFF);
        var oddX = activations.AsInt16() >>> 8;
        var evenW = (weights.AsInt16() << 8) >> 8;
        var oddW = weights.AsInt16() >> 8;
        return accumulator + Int8PairProduct.Sum(evenX, evenW) + Int8PairProduct.Sum(oddX, oddW);
    }

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
    public static Vector128<int> InterleaveHighBytes(Vector128<int> even, Vector128<int> odd) =>
        Sse2.IsSupported
            ? Sse2.UnpackHigh(even.AsByte(), odd.AsByte()).AsInt32()
            : (Vector128.WidenUpper(even.AsByte()) | (Vector128.WidenUpper(odd.AsByte()) << 8)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> InterleaveLowPairs(Vector128<int> even, Vector128<int> odd) =>
        Sse2.IsSupported
            ? Sse2.UnpackLow(even.AsInt16(), odd.AsInt16()).AsInt32()
            : (Vector128.WidenLower(even.AsUInt16()) | (Vector128.WidenLower(odd.AsUInt16()) << 16)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> InterleaveHighPairs(Vector128<int> even, Vector128<int> odd) =>
        Sse2.IsSupported
            ? Sse2.UnpackHigh(even.AsInt16(), odd.AsInt16()).AsInt32()
            : (Vector128.WidenUpper(even.AsUInt16()) | (Vector128.WidenUpper(odd.AsUInt16()) << 16)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSplit(Vector128<int> vector, int* destination)
    {
        vector.Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Gather(byte* window, byte* indices) =>
        Vector128.ShuffleNative(Vector128.Load(window), Vector128.Load(indices)).AsInt32();
}
