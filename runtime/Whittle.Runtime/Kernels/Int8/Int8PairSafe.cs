using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>For weights of which no adjoining pair can saturate <c>vpmaddubsw</c> (<see cref="Layouts.GatherFormat.PairSafe"/>): the quickest way without VNNI,
/// and at 512 bits the quickest at all, as .NET 10 has no <c>vpdpbusd</c> of that width.</summary>
internal readonly struct Int8PairSafe : IInt8Multiply<Vector128<int>>, IInt8Multiply<Vector256<int>>, IInt8Multiply<Vector512<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sum, Vector128<int> activations, Vector128<int> weights) => Ssse3.IsSupported
        ? sum + Sse2.MultiplyAddAdjacent(Ssse3.MultiplyAddAdjacent(activations.AsByte(), weights.AsSByte()), Vector128.Create((short)1))
        : Int8Widening.MultiplyAdd(sum, activations, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sum, Vector256<int> activations, Vector256<int> weights) =>
        sum + Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(activations.AsByte(), weights.AsSByte()), Vector256.Create((short)1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> sum, Vector512<int> activations, Vector512<int> weights) =>
        sum + Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(activations.AsByte(), weights.AsSByte()), Vector512.Create((short)1));
}
