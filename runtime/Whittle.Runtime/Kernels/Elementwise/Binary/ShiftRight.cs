using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>left / 2^right without sign; a distance of the width or more gives zero.</summary>
public readonly struct ShiftRight<T> : IBinaryOperator<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public T Invoke(T left, T right)
    {
        var distance = int.CreateSaturating(right);
        return (uint)distance < 8u * (uint)Unsafe.SizeOf<T>() ? left >>> distance : T.Zero;
    }
}
