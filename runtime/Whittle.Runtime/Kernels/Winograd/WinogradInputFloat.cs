using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Bᵀ d B of 6x6 activations, sixteen channels at a time.</summary>
internal static unsafe class WinogradInputFloat
{
    public const int Channels = 16;

    /// <param name="x">Top left activation of the patch.</param>
    /// <param name="line">Elements from one row of the image to the next.</param>
    /// <param name="pixel">Elements from one pixel to the next.</param>
    /// <param name="points">Where the first of the 36 numbers goes.</param>
    /// <param name="step">Elements from one of the 36 numbers to the next.</param>
    /// <param name="half">Scratch for 36 vectors of 16 floats.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transform(float* x, int line, int pixel, float* points, int step, float* half)
    {
        for (var row = 0; row < WinogradFilter.Patch; row++, x += line)
        {
            Six(x, pixel, half + (row * Channels), 6 * Channels);
        }

        for (var column = 0; column < WinogradFilter.Patch; column++)
        {
            Six(half + (column * 6 * Channels), Channels, points + (column * step), 6 * step);
        }
    }

    /// <summary>One dimension: six inputs to six numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Six(float* from, int apart, float* to, int step)
    {
        var (d0, d1, d2) = (Vector512.Load(from), Vector512.Load(from + apart), Vector512.Load(from + (2 * apart)));
        var (d3, d4, d5) = (Vector512.Load(from + (3 * apart)), Vector512.Load(from + (4 * apart)), Vector512.Load(from + (5 * apart)));
        var (four, minusFour, minusFive) = (Vector512.Create(4f), Vector512.Create(-4f), Vector512.Create(-5f));
        Vector512.FusedMultiplyAdd(four, d0, Vector512.FusedMultiplyAdd(minusFive, d2, d4)).Store(to);
        Vector512.FusedMultiplyAdd(four, d1, Vector512.FusedMultiplyAdd(minusFive, d3, d5)).Store(to + (5 * step));
        var even = Vector512.FusedMultiplyAdd(minusFour, d2, d4);
        var odd = Vector512.FusedMultiplyAdd(minusFour, d1, d3);
        (even + odd).Store(to + step);
        (even - odd).Store(to + (2 * step));
        (even, odd) = (d4 - d2, d3 - d1);
        var twice = odd + odd;
        (even + twice).Store(to + (3 * step));
        (even - twice).Store(to + (4 * step));
    }
}
