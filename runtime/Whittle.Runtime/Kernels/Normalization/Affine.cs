using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>scale · x + shift: the part of every normalization that touches all elements.</summary>
internal readonly struct Affine(float scale, float shift) : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => (value * scale) + shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => (value * TLanes.Create(scale)) + TLanes.Create(shift);
}
