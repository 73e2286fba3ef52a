using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>The arithmetic of <see cref="QLinearAdd"/>.</summary>
internal readonly struct QLinearSum(
    float leftScale, int leftZeroPoint, float rightScale, int rightZeroPoint, float outputScale, int outputZeroPoint) : IQLinearOperator
{
    private readonly float _leftRatio = leftScale / outputScale;

    private readonly float _rightRatio = rightScale / outputScale;

    private readonly float _constant = outputZeroPoint
        - MathF.FusedMultiplyAdd(leftScale / outputScale, leftZeroPoint, rightScale / outputScale * rightZeroPoint);

    public float LeftRatio => _leftRatio;

    public float RightRatio => _rightRatio;

    public float Constant => _constant;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Apply(float left, float right) =>
        MathF.FusedMultiplyAdd(left, _leftRatio, MathF.FusedMultiplyAdd(right, _rightRatio, _constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector left, TVector right)
        where TLanes : struct, ILanes<TVector>
    {
        var partial = TLanes.FusedMultiplyAdd(right, TLanes.Broadcast(_rightRatio), TLanes.Broadcast(_constant));
        return TLanes.FusedMultiplyAdd(left, TLanes.Broadcast(_leftRatio), partial);
    }
}
