using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Six numbers of the transformed domain to four outputs: one dimension of Aᵀ m A, sixteen channels at a time.</summary>
internal static class WinogradOutput
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transform(
        Vector512<float> m0,
        Vector512<float> m1,
        Vector512<float> m2,
        Vector512<float> m3,
        Vector512<float> m4,
        Vector512<float> m5,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third,
        out Vector512<float> fourth)
    {
        var (nearSum, nearDifference) = (m1 + m2, m1 - m2);
        var (farSum, farDifference) = (m3 + m4, m3 - m4);
        first = m0 + nearSum + farSum;
        second = Vector512.FusedMultiplyAdd(Vector512.Create(2f), farDifference, nearDifference);
        third = Vector512.FusedMultiplyAdd(Vector512.Create(4f), farSum, nearSum);
        fourth = Vector512.FusedMultiplyAdd(Vector512.Create(8f), farDifference, nearDifference) + m5;
    }

    /// <summary>The rows of a tile (four by six numbers of sixteen channels, as the columns' transformation left them) to four outputs each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void TransformRow(
        float* half, out Vector512<float> first, out Vector512<float> second, out Vector512<float> third, out Vector512<float> fourth) =>
        Transform(
            Vector512.Load(half),
            Vector512.Load(half + 16),
            Vector512.Load(half + 32),
            Vector512.Load(half + 48),
            Vector512.Load(half + 64),
            Vector512.Load(half + 80),
            out first,
            out second,
            out third,
            out fourth);
}
