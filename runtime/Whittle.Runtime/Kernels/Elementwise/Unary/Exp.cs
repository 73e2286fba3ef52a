using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>e to the power of x.</summary>
public readonly struct Exp : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => MathF.Exp(value);

    public double Invoke(double value) => Math.Exp(value);

    /// <remarks>2^n is multiplied in two halves: n reaches 128 before the result overflows and −150 before a subnormal result vanishes, more than one
    /// exponent holds.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        // Beyond these the result is infinity or zero anyway. NaN goes through Min and Max.
        var x = TLanes.Max(TLanes.Min(value, TLanes.Create(89f)), TLanes.Create(-104f));
        var p = Reduce(x, out var n) + TLanes.Create(1f);
        var half = TLanes.Floor(n * TLanes.Create(0.5f));
        return p * TLanes.PowerOfTwo(half) * TLanes.PowerOfTwo(n - half);
    }

    /// <summary>For x ≤ 0, cheaper (softmax, sigmoid): a result below the smallest normal number becomes zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes OfNegative<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var vanishes = TLanes.LessThan(value, TLanes.Create(-87.33f));
        var p = Reduce(value, out var n) + TLanes.Create(1f);
        return TLanes.Choose(vanishes, TLanes.Create(0f), p * TLanes.PowerOfTwo(n));
    }

    /// <summary>x = n ln 2 + r with |r| ≤ ln 2 / 2; returns e^r − 1 by a polynomial of degree 7 (relative error 3e-9 before rounding).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Reduce<TLanes>(TLanes x, out TLanes n)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        n = TLanes.Round(x * TLanes.Create(1.44269504f));

        // ln 2 in two parts, the first with few enough bits that n times it is exact.
        var r = TLanes.MultiplyAdd(n, TLanes.Create(-0.693359375f), x);
        r = TLanes.MultiplyAdd(n, TLanes.Create(2.12194440e-4f), r);
        var p = TLanes.Create(1.989098837e-04f);
        p = TLanes.MultiplyAdd(p, r, 1.393364786e-03f);
        p = TLanes.MultiplyAdd(p, r, 8.333310928e-03f);
        p = TLanes.MultiplyAdd(p, r, 4.166646494e-02f);
        p = TLanes.MultiplyAdd(p, r, 1.666666668e-01f);
        p = TLanes.MultiplyAdd(p, r, 5.000000013e-01f);
        return TLanes.MultiplyAdd(p, r * r, r);
    }
}
