using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>x, at least the minimum and at most the maximum; NaN stays NaN.</summary>
public readonly struct Clip<T>(T minimum, T maximum) : IFloatUnaryOperator, IUnaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T value) => value > maximum ? maximum : value < minimum ? (minimum > maximum ? maximum : minimum) : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> =>
        TLanes.Min(TLanes.Max(value, TLanes.Create(float.CreateTruncating(minimum))), TLanes.Create(float.CreateTruncating(maximum)));
}
