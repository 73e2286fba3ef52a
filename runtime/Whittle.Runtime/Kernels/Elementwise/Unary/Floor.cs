using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Greatest integer not above x.</summary>
public readonly struct Floor : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => MathF.Floor(value);

    public double Invoke(double value) => Math.Floor(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Floor(value);
}
