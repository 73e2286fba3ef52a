using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x, or alpha (e^x − 1) below zero.</summary>
public readonly struct Elu(float alpha) : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => value < 0f ? alpha * Expm1.Of(value) : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> =>
        TLanes.Choose(TLanes.LessThan(value, TLanes.Create(0f)), TLanes.Create(alpha) * Expm1.OfNegative(value), value);
}
