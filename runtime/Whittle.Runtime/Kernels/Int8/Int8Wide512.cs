using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Sixteen lanes by widening to 16 bits, for CPUs whose VNNI .NET does not expose.</summary>
internal readonly unsafe struct Int8Wide512 : IInt8Shuffle<Vector512<int>>
{
    public static int Lanes => 16;

    public static int GatherWindow => 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(void* source) => Vector512.Load((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(byte* source) => Vector512.Create(Unsafe.ReadUnaligned<int>(source));

    // Bytes 0 and 2 of each lane, then 1 and 3, as 16-bit numbers: two products of at most 255 * 128 never overflow their int32 sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> accumulator, Vector512<int> activations, Vector512<int> weights)
    {
        var evenX = activations.AsInt16() & Vector512.Create((short)0xFF);
        var oddX = activations.AsInt16() >>> 8;
        var evenW = (weights.AsInt16() << 8) >> 8;
        var oddW = weights.AsInt16() >> 8;
        return accumulator + Avx512BW.MultiplyAddAdjacent(evenX, evenW) + Avx512BW.MultiplyAddAdjacent(oddX, oddW);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> left, Vector512<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> FlipSigns(Vector512<int> bytes) => bytes ^ Vector512.Create((byte)0x80).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> InterleaveLowBytes(Vector512<int> even, Vector512<int> odd) =>
        Avx512BW.UnpackLow(even.AsByte(), odd.AsByte()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> InterleaveHighBytes(Vector512<int> even, Vector512<int> odd) =>
        Avx512BW.UnpackHigh(even.AsByte(), odd.AsByte()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> InterleaveLowPairs(Vector512<int> even, Vector512<int> odd) =>
        Avx512BW.UnpackLow(even.AsInt16(), odd.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> InterleaveHighPairs(Vector512<int> even, Vector512<int> odd) =>
        Avx512BW.UnpackHigh(even.AsInt16(), odd.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSplit(Vector512<int> vector, int* destination)
    {
        vector.GetLower().GetLower().Store(destination);
        vector.GetLower().GetUpper().Store(destination + 16);
        vector.GetUpper().GetLower().Store(destination + 32);
        vector.GetUpper().GetUpper().Store(destination + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Gather(byte* window, byte* indices) =>
        Avx512Vbmi.PermuteVar64x8(Vector512.Load(window), Vector512.Load(indices)).AsInt32();
}
