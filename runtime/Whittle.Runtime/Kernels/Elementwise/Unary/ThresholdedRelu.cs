using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x above alpha, else zero.</summary>
public readonly struct ThresholdedRelu(float alpha) : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => value > alpha ? value : float.IsNaN(value) ? value : 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var small = TLanes.LessThan(value, TLanes.Create(alpha)) | TLanes.EqualTo(value, TLanes.Create(alpha));
        return TLanes.Choose(small, TLanes.Create(0f), value);
    }
}
