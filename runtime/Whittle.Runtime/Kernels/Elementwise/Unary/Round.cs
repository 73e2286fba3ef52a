using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Nearest integer, half to even.</summary>
public readonly struct Round : IFloatUnaryOperator, IUnaryOperator<float, float>, IUnaryOperator<double, double>
{
    public float Invoke(float value) => MathF.Round(value);

    public double Invoke(double value) => Math.Round(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => TLanes.Round(value);
}
