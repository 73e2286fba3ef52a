using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Eight lanes by widening to 16 bits, for CPUs without VNNI.</summary>
internal readonly unsafe struct Int8Wide256 : IInt8Shuffle<Vector256<int>>
{
    public static int Lanes => 8;

    public static int GatherWindow => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(void* source) => Vector256.Load((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(byte* source) => Vector256.Create(Unsafe.ReadUnaligned<int>(source));

    // Bytes 0 and 2 of each lane, then 1 and 3, as 16-bit numbers: two products of at most 255 * 128 never overflow their int32 sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> accumulator, Vector256<int> activations, Vector256<int> weights)
    {
        var evenX = activations.AsInt16() & Vector256.Create((short)0xFF);
        var oddX = activations.AsInt16() >>> 8;
        var evenW = (weights.AsInt16() << 8) >> 8;
        var oddW = weights.AsInt16() >> 8;
        return accumulator + Avx2.MultiplyAddAdjacent(evenX, evenW) + Avx2.MultiplyAddAdjacent(oddX, oddW);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> left, Vector256<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> FlipSigns(Vector256<int> bytes) => bytes ^ Vector256.Create((byte)0x80).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> InterleaveLowBytes(Vector256<int> even, Vector256<int> odd) =>
        Avx2.UnpackLow(even.AsByte(), odd.AsByte()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> InterleaveHighBytes(Vector256<int> even, Vector256<int> odd) =>
        Avx2.UnpackHigh(even.AsByte(), odd.AsByte()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> InterleaveLowPairs(Vector256<int> even, Vector256<int> odd) =>
        Avx2.UnpackLow(even.AsInt16(), odd.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> InterleaveHighPairs(Vector256<int> even, Vector256<int> odd) =>
        Avx2.UnpackHigh(even.AsInt16(), odd.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSplit(Vector256<int> vector, int* destination)
    {
        vector.GetLower().Store(destination);
        vector.GetUpper().Store(destination + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Gather(byte* window, byte* indices) =>
        Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(window), Vector256.Load(indices)).AsInt32();
}
