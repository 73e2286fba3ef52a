using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Sine of radians.</summary>
public readonly struct Sin : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => MathF.Sin(value);

    public double Invoke(double value) => Math.Sin(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Sin(value);
}
