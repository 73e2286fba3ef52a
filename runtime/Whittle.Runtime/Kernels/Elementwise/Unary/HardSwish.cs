using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x max(0, min(1, x / 6 + 1/2)).</summary>
public readonly struct HardSwish : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => value * float.Max(0f, float.Min(1f, (value * (1f / 6f)) + 0.5f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> =>
        value * TLanes.Max(TLanes.Create(0f), TLanes.Min(TLanes.Create(1f), (value * TLanes.Create(1f / 6f)) + TLanes.Create(0.5f)));
}
