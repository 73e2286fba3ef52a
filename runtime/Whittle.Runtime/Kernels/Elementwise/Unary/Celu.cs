using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x, or alpha (e^(x / alpha) − 1) below zero.</summary>
/// <remarks>alpha is positive.</remarks>
public readonly struct Celu(float alpha) : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => value < 0f ? alpha * Expm1.Of(value / alpha) : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> =>
        TLanes.Choose(TLanes.LessThan(value, TLanes.Create(0f)), TLanes.Create(alpha) * Expm1.OfNegative(value / TLanes.Create(alpha)), value);
}
