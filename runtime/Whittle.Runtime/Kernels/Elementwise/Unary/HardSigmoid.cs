using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>max(0, min(1, alpha x + beta)).</summary>
public readonly struct HardSigmoid(float alpha, float beta) : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => float.Max(0f, float.Min(1f, (alpha * value) + beta));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> =>
        TLanes.Max(TLanes.Create(0f), TLanes.Min(TLanes.Create(1f), (TLanes.Create(alpha) * value) + TLanes.Create(beta)));
}
