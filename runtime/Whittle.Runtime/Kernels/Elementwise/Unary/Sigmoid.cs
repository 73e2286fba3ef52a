using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>1 / (1 + e^−x).</summary>
public readonly struct Sigmoid : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => 1f / (1f + MathF.Exp(-value));

    public double Invoke(double value) => 1d / (1d + Math.Exp(-value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        // e^−|x| never overflows. For x < 0 the result is e^x / (1 + e^x), which keeps its relative accuracy down to the smallest numbers.
        var e = Exp.OfNegative(-TLanes.Abs(value));
        var numerator = TLanes.Choose(TLanes.LessThan(value, TLanes.Create(0f)), e, TLanes.Create(1f));
        return numerator / (TLanes.Create(1f) + e);
    }
}
