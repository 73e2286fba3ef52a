using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Bᵀ d B of 6x6 activations in 16 bits: at most 68 times 255, so nothing overflows. Sixteen channels of two tiles share a vector.</summary>
internal static unsafe class WinogradInputInt8<TSign>
    where TSign : IInt8Sign
{
    private const int Lanes = 2 * WinogradWeightsInt8.Group;

    /// <param name="x">Sixteen channels of the first tile's top left activation.</param>
    /// <param name="other">The same of the second tile.</param>
    /// <param name="line">Bytes from one row of the image to the next.</param>
    /// <param name="pixel">Bytes from one pixel to the next.</param>
    /// <param name="values">Where the first of the 36 numbers goes, sixteen channels of the first tile and sixteen of the second.</param>
    /// <param name="step">Elements from one of the 36 numbers to the next.</param>
    /// <param name="half">Scratch for 36 vectors.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transform(byte* x, byte* other, int line, int pixel, short* values, int step, short* half)
    {
        for (var row = 0; row < WinogradFilter.Patch; row++, x += line, other += line)
        {
            Six(
                Both(x, other),
                Both(x + pixel, other + pixel),
                Both(x + (2 * pixel), other + (2 * pixel)),
                Both(x + (3 * pixel), other + (3 * pixel)),
                Both(x + (4 * pixel), other + (4 * pixel)),
                Both(x + (5 * pixel), other + (5 * pixel)),
                half + (row * Lanes),
                WinogradFilter.Patch * Lanes);
        }

        for (var column = 0; column < WinogradFilter.Patch; column++, half += WinogradFilter.Patch * Lanes)
        {
            Six(
                Avx512BW.LoadVector512(half),
                Avx512BW.LoadVector512(half + Lanes),
                Avx512BW.LoadVector512(half + (2 * Lanes)),
                Avx512BW.LoadVector512(half + (3 * Lanes)),
                Avx512BW.LoadVector512(half + (4 * Lanes)),
                Avx512BW.LoadVector512(half + (5 * Lanes)),
                values + (column * step),
                WinogradFilter.Patch * step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Both(byte* x, byte* other)
    {
        var bytes = Vector256.Create(Vector128.Load(x), Vector128.Load(other));
        return Avx512BW.ConvertToVector512Int16(TSign.Signed ? bytes ^ Vector256.Create((byte)0x80) : bytes);
    }

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
