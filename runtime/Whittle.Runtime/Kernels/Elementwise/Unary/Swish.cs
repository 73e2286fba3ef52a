using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x sigmoid(x), also called SiLU.</summary>
public readonly struct Swish : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => value / (1f + MathF.Exp(-value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => value * default(Sigmoid).Invoke(value);
}
