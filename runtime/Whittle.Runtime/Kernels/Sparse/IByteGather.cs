using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Looks up a byte of a step's windows for every byte of a vector of indices.</summary>
/// <typeparam name="TVector">A vector of int32, of whose bytes each is an index.</typeparam>
internal unsafe interface IByteGather<TVector>
    where TVector : struct
{
    /// <summary>Windows of a step: with one, the second address is not used.</summary>
    static abstract int Windows { get; }

    static abstract TVector Gather(byte* first, byte* second, TVector indices);
}

/// <summary>16 bytes, 128-bit vectors.</summary>
internal readonly unsafe struct GatherShuffle128 : IByteGather<Vector128<int>>
{
    public static int Windows => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Gather(byte* first, byte* second, Vector128<int> indices) =>
        Vector128.ShuffleNative(Vector128.Load(first), indices.AsByte()).AsInt32();
}

/// <summary>16 bytes in both halves of a vector, AVX2.</summary>
internal readonly unsafe struct GatherShuffle256 : IByteGather<Vector256<int>>
{
    public static int Windows => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Gather(byte* first, byte* second, Vector256<int> indices) =>
        Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(first), indices.AsByte()).AsInt32();
}

/// <summary>64 bytes, AVX-512 VBMI.</summary>
internal readonly unsafe struct GatherPermute64 : IByteGather<Vector512<int>>
{
    public static int Windows => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Gather(byte* first, byte* second, Vector512<int> indices) =>
        Avx512Vbmi.PermuteVar64x8(Vector512.Load(first), indices.AsByte()).AsInt32();
}

/// <summary>128 bytes, AVX-512 VBMI.</summary>
internal readonly unsafe struct GatherPermute128 : IByteGather<Vector512<int>>
{
    public static int Windows => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Gather(byte* first, byte* second, Vector512<int> indices) =>
        Avx512Vbmi.PermuteVar64x8x2(Vector512.Load(first), indices.AsByte(), Vector512.Load(first + 64)).AsInt32();
}

/// <summary>Two times 64 bytes, AVX-512 VBMI.</summary>
internal readonly unsafe struct GatherPermutePair64 : IByteGather<Vector512<int>>
{
    public static int Windows => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Gather(byte* first, byte* second, Vector512<int> indices) =>
        Avx512Vbmi.PermuteVar64x8x2(Vector512.Load(first), indices.AsByte(), Vector512.Load(second)).AsInt32();
}
