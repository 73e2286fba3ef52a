using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x, or alpha x below zero.</summary>
public readonly struct LeakyRelu(float alpha) : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => value < 0f ? alpha * value : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Choose(TLanes.LessThan(value, TLanes.Create(0f)), TLanes.Create(alpha) * value, value);
}
