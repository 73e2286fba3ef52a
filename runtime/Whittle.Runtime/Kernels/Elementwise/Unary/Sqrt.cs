using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Square root.</summary>
public readonly struct Sqrt : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => MathF.Sqrt(value);

    public double Invoke(double value) => Math.Sqrt(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Sqrt(value);
}
