using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Logarithm of the sum.</summary>
public readonly struct ReduceLogSum : IFloatReducer, IReducer<float>
{
    public float Identity => 0f;

    public float Accumulate(float folded, float value) => folded + value;

    public float Combine(float left, float right) => left + right;

    public float Finish(float folded, int count) => MathF.Log(folded);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Accumulate<TLanes>(TLanes folded, TLanes value)
        where TLanes : struct, IFloatLanes<TLanes> => folded + value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Combine<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes> => left + right;
}
