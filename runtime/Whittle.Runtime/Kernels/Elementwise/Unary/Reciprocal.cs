using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>1 / x, by a true division.</summary>
public readonly struct Reciprocal : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => 1f / value;

    public double Invoke(double value) => 1d / value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Create(1f) / value;
}
