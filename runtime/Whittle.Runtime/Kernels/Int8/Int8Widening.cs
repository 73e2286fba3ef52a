using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Without VNNI: bytes 0 and 2 of each lane, then 1 and 3, as 16-bit numbers. Two products of at most 255 * 128 cannot overflow their int32 sum,
/// whereas the shorter way over <c>vpmaddubsw</c> would saturate at 16 bits.</summary>
internal readonly struct Int8Widening : IInt8Multiply<Vector128<int>>, IInt8Multiply<Vector256<int>>, IInt8Multiply<Vector512<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sum, Vector128<int> activations, Vector128<int> weights)
    {
        var evenX = activations.AsInt16() & Vector128.Create((short)0xFF);
        var oddX = activations.AsInt16() >>> 8;
        var evenW = (weights.AsInt16() << 8) >> 8;
        var oddW = weights.AsInt16() >> 8;
        return sum + Int8PairProduct.Sum(evenX, evenW) + Int8PairProduct.Sum(oddX, oddW);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sum, Vector256<int> activations, Vector256<int> weights)
    {
        var evenX = activations.AsInt16() & Vector256.Create((short)0xFF);
        var oddX = activations.AsInt16() >>> 8;
        var evenW = (weights.AsInt16() << 8) >> 8;
        var oddW = weights.AsInt16() >> 8;
        return sum + Avx2.MultiplyAddAdjacent(evenX, evenW) + Avx2.MultiplyAddAdjacent(oddX, oddW);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> sum, Vector512<int> activations, Vector512<int> weights)
    {
        var evenX = activations.AsInt16() & Vector512.Create((short)0xFF);
        var oddX = activations.AsInt16() >>> 8;
        var evenW = (weights.AsInt16() << 8) >> 8;
        var oddW = weights.AsInt16() >> 8;
        return sum + Avx512BW.MultiplyAddAdjacent(evenX, evenW) + Avx512BW.MultiplyAddAdjacent(oddX, oddW);
    }
}
