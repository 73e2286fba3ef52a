using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>gamma x, or gamma alpha (e^x − 1) below zero.</summary>
public readonly struct Selu(float alpha, float gamma) : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => gamma * (value < 0f ? alpha * Expm1.Of(value) : value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> =>
        TLanes.Create(gamma) * TLanes.Choose(TLanes.LessThan(value, TLanes.Create(0f)), TLanes.Create(alpha) * Expm1.OfNegative(value), value);
}
