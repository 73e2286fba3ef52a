using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x tanh(log(1 + e^x)).</summary>
public readonly struct Mish : IFloatUnaryOperator, IUnaryOperator<float, float>
{
    public float Invoke(float value) => value * MathF.Tanh(default(Softplus).Invoke(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        // With e = e^x, tanh(log(1 + e)) = n / (n + 2) where n = e (e + 2). Above 20 it is 1, and e must not overflow.
        var e = default(Exp).Invoke(TLanes.Min(value, TLanes.Create(20f)));
        var n = e * (e + TLanes.Create(2f));
        return value * (n / (n + TLanes.Create(2f)));
    }
}
