using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Remainder of the flooring division, with the sign of the right side (Mod with fmod = 0).</summary>
public readonly struct Modulo<T> : IBinaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T left, T right)
    {
        var remainder = default(Remainder<T>).Invoke(left, right);
        return remainder != T.Zero && (remainder < T.Zero) != (right < T.Zero) ? remainder + right : remainder;
    }
}
