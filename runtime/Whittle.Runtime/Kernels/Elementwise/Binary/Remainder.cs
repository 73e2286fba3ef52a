using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Remainder of the truncated division, with the sign of the left side (Mod with fmod = 1).</summary>
public readonly struct Remainder<T> : IBinaryOperator<T, T>
    where T : INumber<T>
{
    /// <remarks>The smallest integer by −1 would overflow in hardware; the remainder by −1 is zero anyway.</remarks>
    public T Invoke(T left, T right) =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? left % right
        : right < T.Zero && right + T.One == T.Zero ? T.Zero
        : left % right;
}
