using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Cosine of radians.</summary>
public readonly struct Cos : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => MathF.Cos(value);

    public double Invoke(double value) => Math.Cos(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Cos(value);
}
