using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>log(1 + e^x).</summary>
public readonly struct Softplus : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value)
    {
        // A small e is its own logarithm of 1 + e, which as a double has lost e's last digits.
        var e = Math.Exp(-Math.Abs((double)value));
        return MathF.Max(value, 0f) + (float)(e < 1e-8 ? e : Math.Log(1d + e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        // max(x, 0) + log(1 + e) with e = e^−|x|. As 1 + e rounds, log(1 + e) is corrected by e / ((1 + e) − 1); where 1 + e is 1 it is e itself.
        var e = Exp.OfNegative(-TLanes.Abs(value));
        var u = TLanes.Create(1f) + e;
        var d = u - TLanes.Create(1f);
        var log = TLanes.Choose(TLanes.EqualTo(d, TLanes.Create(0f)), e, TLanes.Log(u) * (e / d));
        return TLanes.Max(value, TLanes.Create(0f)) + log;
    }
}
