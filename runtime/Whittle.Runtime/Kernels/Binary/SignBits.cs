using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Signs of a row of floats as bits, 64 to a word; bits past the row are 0 in both.</summary>
internal static unsafe class SignBits
{
    private const int Bits = 64;

    /// <summary>Packs a row.</summary>
    /// <param name="x">The row.</param>
    /// <param name="zeroIsPositive">Whether 0 (and −0) counts 1, and everything that is not ≥ 0 counts −1.</param>
    /// <param name="negative">Receives which elements count −1.</param>
    /// <param name="there">Receives which elements count at all.</param>
    /// <param name="level">Vectors of four floats from 128 bits on.</param>
    /// <returns>False if there is a NaN that has no sign.</returns>
    public static bool Pack(ReadOnlySpan<float> x, bool zeroIsPositive, ulong* negative, ulong* there, IsaLevel level)
    {
        var isSigned = true;
        for (; !x.IsEmpty; negative++, there++)
        {
            var word = x[..Math.Min(Bits, x.Length)];
            x = x[word.Length..];
            (*negative, *there, var nan) = level >= IsaLevel.Vector128 && word.Length == Bits ? Vectors(word, zeroIsPositive) : Scalars(word, zeroIsPositive);
            isSigned &= nan == 0;
        }

        return isSigned;
    }

    private static (ulong Negative, ulong There, ulong NaN) Scalars(ReadOnlySpan<float> x, bool zeroIsPositive)
    {
        ulong negative = 0, there = 0, nan = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var bit = 1UL << i;
            negative |= (zeroIsPositive ? !(x[i] >= 0) : x[i] < 0) ? bit : 0;
            there |= zeroIsPositive || x[i] != 0 ? bit : 0;
            nan |= !zeroIsPositive && float.IsNaN(x[i]) ? bit : 0;
        }

        return (negative, there, nan);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (ulong Negative, ulong There, ulong NaN) Vectors(ReadOnlySpan<float> x, bool zeroIsPositive)
    {
        ulong least = 0, zero = 0, nan = 0;
        fixed (float* p = x)
        {
            for (var i = 0; i < Bits; i += 4)
            {
                var v = Vector128.Load(p + i);
                least |= (ulong)Vector128.LessThan(v, Vector128<float>.Zero).ExtractMostSignificantBits() << i;
                zero |= (ulong)Vector128.Equals(v, Vector128<float>.Zero).ExtractMostSignificantBits() << i;
                nan |= (ulong)(~Vector128.Equals(v, v)).ExtractMostSignificantBits() << i;
            }
        }

        return zeroIsPositive ? (least | nan, ulong.MaxValue, 0) : (least, ~zero, nan);
    }
}
