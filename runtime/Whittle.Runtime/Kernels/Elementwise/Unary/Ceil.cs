using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Smallest integer not below x.</summary>
public readonly struct Ceil : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => MathF.Ceiling(value);

    public double Invoke(double value) => Math.Ceiling(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Ceiling(value);
}
