namespace Whittle.Runtime.Kernels;

/// <summary>A scale's reciprocal in two floats: <see cref="QuantizeLinear"/> finds its integers by x · High + x · Low instead of dividing.</summary>
/// <remarks>
/// Brisebarre, Muller and Raina ("Accelerating correctly rounded floating-point division when the divisor is known in advance", IEEE Transactions on
/// Computers 53, 2004) divide like this, by a product and a fused one, and show when the quotient has the bits of a division. Here less is asked: that it
/// rounds to the same integer.
/// <para>
/// Let u = 2^-24, s the scale, q = x / s unrounded and d = 1 − s · High, which is a float and at most u. As 1 / s = High + d / s, the fused product before
/// its one rounding is q but for the roundings of Low = d / s and of x · Low: it is off by 2u · q · d at most, hence by 2u² · q. An integer can only differ
/// where that crosses a bound t halfway between floats of which one rounds to this integer and one to the next: just above k + ½ for an even k, just below
/// for an odd one. With whole significands x = X · 2^i, s = S · 2^j, t = T · 2^l (24 bits; T has 25 and is odd), q − t = n / S · 2^l for
/// n = X · 2^24 − S · T, or that with 2^25: a whole number, and not zero, as S · T has fewer factors of two. Only |n| ≤ 3 is as near, and for each T and n
/// there is one S at most, because T is odd: few enough scales and numbers to try them all, as a test does. All come out right. With d · High for Low, which
/// saves a division, one would not: S of all ones, near ½.
/// </para>
/// <para>
/// Where <see cref="Holds"/> says so, nothing that counts is less than normal: Low is zero or at least 2^-48 of High, and an x of which x · Low loses bits
/// gives zero. <see cref="Most"/> keeps large numbers from becoming what <c>vcvtps2dq</c> makes of all that no int32 holds, NaN included: the least one.
/// That is right for everything below the range, whether its products are finite, infinite or NaN.
/// </para>
/// </remarks>
internal static class ScaleReciprocal
{
    /// <summary>Whether a scale has one.</summary>
    public static bool Holds(float scale) => scale is > 1e-18f and < 1e18f;

    /// <summary>The nearest float.</summary>
    public static float High(float scale) => 1f / scale;

    /// <summary>The rest.</summary>
    public static float Low(float scale, float high) => MathF.FusedMultiplyAdd(-scale, high, 1f) / scale;

    /// <summary>What larger numbers may be taken for: far beyond 8 bits.</summary>
    public static float Most(float scale) => 1024f * scale;
}
