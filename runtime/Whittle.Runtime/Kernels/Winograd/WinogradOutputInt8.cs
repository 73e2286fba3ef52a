using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Sums of a tile to its 4x4 outputs, sixteen channels at a time, which are then ended as those of the direct kernel are.</summary>
/// <remarks>All is counted modulo 2³²: what overflows on the way does not matter as long as the result, 576 = 64 · 9 times the convolution's sum, is known
/// modulo 2³². Nine has an inverse there; what is left are 64 times the sum, which a shift ends if the sum has no more than 26 bits (<see
/// cref="Layouts.WinogradRange"/>).</remarks>
internal static unsafe class WinogradOutputInt8<TEpilogue>
    where TEpilogue : struct, IInt8Epilogue
{
    private const int Lanes = WinogradWeightsInt8.Group;
    private const int InverseOfNine = 954437177;
    private const int PowerOfTwo = 6;

    /// <param name="m">36 vectors of sums.</param>
    /// <param name="epilogue">The ending.</param>
    /// <param name="output">First output channel.</param>
    /// <param name="y">Top left output, from that channel on.</param>
    /// <param name="pixel">Bytes from one pixel to the next.</param>
    /// <param name="line">Bytes from one row of outputs to the next.</param>
    /// <param name="rows">Rows of the tile that lie inside the image.</param>
    /// <param name="columns">Its columns inside the image.</param>
    /// <param name="half">Scratch for 24 vectors.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transform(int* m, in TEpilogue epilogue, int output, byte* y, nint pixel, nint line, int rows, int columns, int* half)
    {
        for (var column = 0; column < WinogradFilter.Patch; column++, m += Lanes, half += Lanes)
        {
            Four(m, WinogradFilter.Patch * Lanes, out var first, out var second, out var third, out var fourth);
            first.Store(half);
            second.Store(half + (6 * Lanes));
            third.Store(half + (12 * Lanes));
            fourth.Store(half + (18 * Lanes));
        }

        half -= WinogradFilter.Patch * Lanes;
        for (; rows > 0; rows--, y += line, half += WinogradFilter.Patch * Lanes)
        {
            Four(half, Lanes, out var first, out var second, out var third, out var fourth);
            if (columns == WinogradFilter.Tile)
            {
                epilogue.EndFour(Exact(first), Exact(second), Exact(third), Exact(fourth), output, y, pixel);
                continue;
            }

            epilogue.End(Exact(first), output, y);
            if (columns > 1)
            {
                epilogue.End(Exact(second), output, y + pixel);
            }

            if (columns > 2)
            {
                epilogue.End(Exact(third), output, y + (2 * pixel));
            }
        }
    }

    /// <summary>One dimension of Aᵀ m A: six numbers to four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(
        int* m, int step, out Vector512<int> first, out Vector512<int> second, out Vector512<int> third, out Vector512<int> fourth)
    {
        var (m1, m2) = (Avx512F.LoadVector512(m + step), Avx512F.LoadVector512(m + (2 * step)));
        var (m3, m4) = (Avx512F.LoadVector512(m + (3 * step)), Avx512F.LoadVector512(m + (4 * step)));
        var (nearSum, nearDifference) = (m1 + m2, m1 - m2);
        var (farSum, farDifference) = (m3 + m4, m3 - m4);
        first = Avx512F.LoadVector512(m) + nearSum + farSum;
        second = nearDifference + farDifference + farDifference;
        third = nearSum + (farSum << 2);
        fourth = nearDifference + ((farDifference + Avx512F.LoadVector512(m + (5 * step))) << 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Exact(Vector512<int> sum) => (sum * Vector512.Create(InverseOfNine)) >> PowerOfTwo;
}
