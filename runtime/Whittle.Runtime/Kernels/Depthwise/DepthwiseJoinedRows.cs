using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Two rows of outputs in 512-bit vectors (<see cref="IDepthwiseEnding.Joins"/>): the lower half is the upper row, the upper half the
/// lower one.</summary>
internal static unsafe class DepthwiseJoinedRows
{
    /// <summary>One vector of 256 bits above the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Join<TVector>(TVector lower, TVector upper)
        where TVector : struct =>
        Unsafe.BitCast<TVector, Vector256<int>>(lower).ToVector512Unsafe().WithUpper(Unsafe.BitCast<TVector, Vector256<int>>(upper));

    /// <summary>Raised sums of both rows, scaled and rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Scaled<TVector>(TVector upperRow, TVector lowerRow, Vector512<int> multipliers, Vector512<int> offsets)
        where TVector : struct =>
        Avx512F.ConvertToVector512Int32(RaisedSums.Scale(Join(upperRow, lowerRow), multipliers.AsSingle(), offsets.AsSingle()));

    /// <summary>Narrows what was scaled and stores both rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> v0, Vector512<int> v1, Vector512<int> v2, Vector512<int> v3, Vector512<int> flip, byte* upperRow, byte* lowerRow)
    {
        var bytes = Avx512BW.PackUnsignedSaturate(Avx512BW.PackSignedSaturate(v0, v1), Avx512BW.PackSignedSaturate(v2, v3)) ^ flip.AsByte();
        bytes.GetLower().Store(upperRow);
        bytes.GetUpper().Store(lowerRow);
    }
}
