using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x / 2 (1 + erf(x / √2)).</summary>
public readonly struct Gelu : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => 0.5f * value * (1f + (float)ScalarErf.Of(value * 0.707106781f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> =>
        TLanes.Create(0.5f) * value * (TLanes.Create(1f) + default(Erf).Invoke(value * TLanes.Create(0.707106781f)));
}
