using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Error function.</summary>
public readonly struct Erf : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => (float)ScalarErf.Of(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var sign = value & TLanes.Create(-0f);
        var x = TLanes.Abs(value);

        // Below 0.9: x P(x^2).
        var z = x * x;
        var p = TLanes.Create(8.529401349e-05f);
        p = TLanes.MultiplyAdd(p, z, -8.179632187e-04f);
        p = TLanes.MultiplyAdd(p, z, 5.204226694e-03f);
        p = TLanes.MultiplyAdd(p, z, -2.686066479e-02f);
        p = TLanes.MultiplyAdd(p, z, 1.128371805e-01f);
        p = TLanes.MultiplyAdd(p, z, -3.761263519e-01f);
        p = TLanes.MultiplyAdd(p, z, 1.128379167e+00f);

        // Above: 1 − e^−Q(x), Q fitted to −log(erfc x) on 0.88…4.05; from 4 on the result is 1.
        var a = TLanes.Min(x, TLanes.Create(4f));
        var q = TLanes.Create(-1.625382184e-06f);
        q = TLanes.MultiplyAdd(q, a, 4.583001179e-05f);
        q = TLanes.MultiplyAdd(q, a, -5.949022396e-04f);
        q = TLanes.MultiplyAdd(q, a, 4.750649425e-03f);
        q = TLanes.MultiplyAdd(q, a, -2.639522092e-02f);
        q = TLanes.MultiplyAdd(q, a, 1.100327307e-01f);
        q = TLanes.MultiplyAdd(q, a, 6.318792691e-01f);
        q = TLanes.MultiplyAdd(q, a, 1.130199906e+00f);
        q = TLanes.MultiplyAdd(q, a, -3.111114931e-04f);
        var far = TLanes.Create(1f) - Exp.OfNegative(-q);
        return TLanes.Choose(TLanes.LessThan(x, TLanes.Create(0.9f)), p * x, far) | sign;
    }
}
