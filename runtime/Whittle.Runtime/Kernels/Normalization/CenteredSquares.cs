using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Σ (x − mean)²: the variance by two passes, which does not cancel.</summary>
internal readonly struct CenteredSquares(float mean) : IFloatReducer, IReducer<float>
{
    public float Identity => 0f;

    public float Accumulate(float folded, float value) => folded + ((value - mean) * (value - mean));

    public float Combine(float left, float right) => left + right;

    public float Finish(float folded, int count) => folded / count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Accumulate<TLanes>(TLanes folded, TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var distance = value - TLanes.Create(mean);
        return folded + (distance * distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Combine<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes> => left + right;
}
