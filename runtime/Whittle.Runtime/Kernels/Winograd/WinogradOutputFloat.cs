using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Sums of a tile to 4x4 outputs with bias and clamp, sixteen channels at a time.</summary>
internal readonly unsafe struct WinogradOutputFloat(float* bias, float minimum, float maximum)
{
    public const int Channels = 16;

    /// <param name="m">Sums of the first of the 36 numbers.</param>
    /// <param name="step">Elements from one of the 36 numbers to the next.</param>
    /// <param name="output">First output channel.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="y">Top left output.</param>
    /// <param name="line">Elements from one row of outputs to the next.</param>
    /// <param name="half">Scratch for 24 vectors of 16 floats.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Transform(float* m, int step, int output, int outputs, float* y, int line, float* half)
    {
        for (var column = 0; column < WinogradFilter.Patch; column++, m += step, half += Channels)
        {
            Four(
                Vector512.Load(m),
                Vector512.Load(m + (6 * step)),
                Vector512.Load(m + (12 * step)),
                Vector512.Load(m + (18 * step)),
                Vector512.Load(m + (24 * step)),
                Vector512.Load(m + (30 * step)),
                out var first,
                out var second,
                out var third,
                out var fourth);
            first.Store(half);
            second.Store(half + (6 * Channels));
            third.Store(half + (12 * Channels));
            fourth.Store(half + (18 * Channels));
        }

        half -= 6 * Channels;
        var constant = Vector512.Load(bias + output);
        for (var row = 0; row < WinogradFilter.Tile; row++, y += line, half += 6 * Channels)
        {
            FourOfRow(half, out var first, out var second, out var third, out var fourth);
            Store(first + constant, y);
            Store(second + constant, y + outputs);
            Store(third + constant, y + (2 * outputs));
            Store(fourth + constant, y + (3 * outputs));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector512<float> value, float* y) =>
        Vector512.MinNative(Vector512.MaxNative(value, Vector512.Create(minimum)), Vector512.Create(maximum)).Store(y);

    /// <summary>One dimension of Aᵀ m A: six numbers to four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(
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
    private static void FourOfRow(
        float* half, out Vector512<float> first, out Vector512<float> second, out Vector512<float> third, out Vector512<float> fourth) =>
        Four(
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
