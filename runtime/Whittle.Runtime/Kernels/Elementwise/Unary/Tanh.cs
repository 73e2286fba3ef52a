using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Hyperbolic tangent.</summary>
public readonly struct Tanh : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => MathF.Tanh(value);

    public double Invoke(double value) => Math.Tanh(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var sign = value & TLanes.Create(-0f);
        var x = TLanes.Abs(value);

        // Near zero x + x^3 P(x^2), where the other formula would cancel.
        var z = x * x;
        var p = TLanes.Create(2.214902695e-03f);
        p = TLanes.MultiplyAdd(p, z, -8.272456674e-03f);
        p = TLanes.MultiplyAdd(p, z, 2.174618706e-02f);
        p = TLanes.MultiplyAdd(p, z, -5.395634939e-02f);
        p = TLanes.MultiplyAdd(p, z, 1.333329075e-01f);
        p = TLanes.MultiplyAdd(p, z, -3.333333308e-01f);
        var near = TLanes.MultiplyAdd(p * z, x, x);

        // Elsewhere 1 − 2e / (1 + e) with e = e^−2x, which never overflows.
        var e = Exp.OfNegative(x * TLanes.Create(-2f));
        var far = TLanes.Create(1f) - ((e + e) / (TLanes.Create(1f) + e));
        return TLanes.Choose(TLanes.LessThan(x, TLanes.Create(0.625f)), near, far) | sign;
    }
}
