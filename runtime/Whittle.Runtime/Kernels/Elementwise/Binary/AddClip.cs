using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>left + right, at least the minimum and at most the maximum; NaN stays NaN.</summary>
public readonly struct AddClip<T>(T minimum, T maximum) : IFloatBinaryOperator, IBinaryOperator<T, T>
    where T : INumber<T>
{
    private readonly Clip<T> _clip = new(minimum, maximum);

    public T Invoke(T left, T right) => _clip.Invoke(new Add<T>().Invoke(left, right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes> => _clip.Invoke(left + right);
}
