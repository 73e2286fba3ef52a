using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Gelu by its tanh approximation: x / 2 (1 + tanh(√(2 / π) (x + 0.044715 x³))).</summary>
public readonly struct GeluTanh : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => 0.5f * value * (1f + MathF.Tanh(0.7978845608f * (value + (0.044715f * value * value * value))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var inner = value + (TLanes.Create(0.044715f) * value * value * value);
        return TLanes.Create(0.5f) * value * (TLanes.Create(1f) + default(Tanh).Invoke(TLanes.Create(0.7978845608f) * inner));
    }
}
