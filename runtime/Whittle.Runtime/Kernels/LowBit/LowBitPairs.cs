using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary><c>vpmaddubsw</c>, which saturates at 16 bits: <see cref="LowBitWeights.StepsPerSum"/> keeps all sums below that.</summary>
internal readonly struct LowBitPairs : ILowBitPairs<Vector256<int>>, ILowBitPairs<Vector512<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> pairs, Vector256<int> activations, Vector256<int> weights) =>
        (pairs.AsInt16() + Avx2.MultiplyAddAdjacent(activations.AsByte(), weights.AsSByte())).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Widen(Vector256<int> sum, Vector256<int> pairs) =>
        sum + Avx2.MultiplyAddAdjacent(pairs.AsInt16(), Vector256.Create((short)1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> pairs, Vector512<int> activations, Vector512<int> weights) =>
        (pairs.AsInt16() + Avx512BW.MultiplyAddAdjacent(activations.AsByte(), weights.AsSByte())).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Widen(Vector512<int> sum, Vector512<int> pairs) =>
        sum + Avx512BW.MultiplyAddAdjacent(pairs.AsInt16(), Vector512.Create((short)1));
}
