using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>left to the power of right. Integers are computed as <see cref="double"/> and truncated.</summary>
public readonly struct Pow<T> : IBinaryOperator<T, T>
    where T : INumber<T>
{
    public T Invoke(T left, T right)
    {
        if (typeof(T) == typeof(float))
        {
            return T.CreateTruncating(MathF.Pow(float.CreateTruncating(left), float.CreateTruncating(right)));
        }

        return T.CreateTruncating(Math.Pow(double.CreateTruncating(left), double.CreateTruncating(right)));
    }
}
