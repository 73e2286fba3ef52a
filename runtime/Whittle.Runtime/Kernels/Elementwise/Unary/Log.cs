using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Natural logarithm.</summary>
public readonly struct Log : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => MathF.Log(value);

    public double Invoke(double value) => Math.Log(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Log(value);
}
