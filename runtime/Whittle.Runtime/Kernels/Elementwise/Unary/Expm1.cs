using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>e^x − 1 without the cancellation near zero; part of Elu, Selu and Celu.</summary>
internal static class Expm1
{
    internal static float Of(float value) =>
        MathF.Abs(value) < 1e-5f ? value + (0.5f * value * value) : (float)(Math.Exp(value) - 1d);

    /// <summary>For x ≤ 0: with x = n ln 2 + r it is 2^n (e^r − 1) + (2^n − 1). Lanes with x > 0 hold anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes OfNegative<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var vanishes = TLanes.LessThan(value, TLanes.Create(-87.33f));
        var q = Exp.Reduce(value, out var n);
        var power = TLanes.PowerOfTwo(n);
        return TLanes.Choose(vanishes, TLanes.Create(-1f), TLanes.MultiplyAdd(q, power, power - TLanes.Create(1f)));
    }
}
