using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x + bias below −limit, x − bias above limit, 0 between them.</summary>
public readonly struct Shrink(float limit, float bias) : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => value < -limit ? value + bias : value > limit ? value - bias : 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var above = TLanes.Choose(TLanes.LessThan(TLanes.Create(limit), value), value - TLanes.Create(bias), TLanes.Create(0f));
        return TLanes.Choose(TLanes.LessThan(value, TLanes.Create(-limit)), value + TLanes.Create(bias), above);
    }
}
