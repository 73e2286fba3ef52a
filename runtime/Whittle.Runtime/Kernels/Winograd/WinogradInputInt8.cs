using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Bᵀ d B of 6x6 activations in 16 bits, thirty-two channels at a time: at most 50 times 255, so nothing overflows.</summary>
internal static unsafe class WinogradInputInt8
{
    public const int Channels = 32;

    /// <param name="x">Top left activation of the patch.</param>
    /// <param name="signed">Whether activations are signed.</param>
    /// <param name="line">Bytes from one row of the image to the next.</param>
    /// <param name="pixel">Bytes from one pixel to the next.</param>
    /// <param name="points">Where the first of the 36 numbers goes.</param>
    /// <param name="step">Elements from one of the 36 numbers to the next.</param>
    /// <param name="half">Scratch for 36 vectors of 32 shorts.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transform(byte* x, bool signed, int line, int pixel, short* points, int step, short* half)
    {
        for (var row = 0; row < WinogradFilter.Patch; row++, x += line)
        {
            if (signed)
            {
                Six(Signed(x), Signed(x + pixel), Signed(x + (2 * pixel)), Signed(x + (3 * pixel)), Signed(x + (4 * pixel)), Signed(x + (5 * pixel)), half + (row * Channels), 6 * Channels);
            }
            else
            {
                Six(Plain(x), Plain(x + pixel), Plain(x + (2 * pixel)), Plain(x + (3 * pixel)), Plain(x + (4 * pixel)), Plain(x + (5 * pixel)), half + (row * Channels), 6 * Channels);
            }
        }

        for (var column = 0; column < WinogradFilter.Patch; column++)
        {
            var s = half + (column * 6 * Channels);
            Six(
                Vector512.Load(s),
                Vector512.Load(s + Channels),
                Vector512.Load(s + (2 * Channels)),
                Vector512.Load(s + (3 * Channels)),
                Vector512.Load(s + (4 * Channels)),
                Vector512.Load(s + (5 * Channels)),
                points + (column * step),
                6 * step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Plain(byte* x) => Avx512BW.ConvertToVector512Int16(Vector256.Load(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Signed(byte* x) => Avx512BW.ConvertToVector512Int16(Vector256.Load((sbyte*)x));

    /// <summary>One dimension: six inputs to six numbers, which are stored <paramref name="step"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Six(
        Vector512<short> d0,
        Vector512<short> d1,
        Vector512<short> d2,
        Vector512<short> d3,
        Vector512<short> d4,
        Vector512<short> d5,
        short* to,
        int step)
    {
        var (even, odd) = (d4 - (d2 << 2), d3 - (d1 << 2));
        ((d0 << 2) - d2 + even).Store(to);
        (even + odd).Store(to + step);
        (even - odd).Store(to + (2 * step));
        (even, odd) = (d4 - d2, d3 - d1);
        var twice = odd + odd;
        (even + twice).Store(to + (3 * step));
        (even - twice).Store(to + (4 * step));
        (d5 - d3 - (odd << 2)).Store(to + (5 * step));
    }
}
