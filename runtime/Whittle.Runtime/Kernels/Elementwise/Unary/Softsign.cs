using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x / (1 + |x|).</summary>
public readonly struct Softsign : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => value / (1f + MathF.Abs(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => value / (TLanes.Create(1f) + TLanes.Abs(value));
}
