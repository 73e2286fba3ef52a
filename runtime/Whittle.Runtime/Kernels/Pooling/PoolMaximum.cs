using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>The greatest element. A NaN compares false, so it never wins; a window of nothing else gives the lowest number.</summary>
internal readonly struct PoolMaximum<T> : IPoolOperation<T>
    where T : unmanaged, IBinaryNumber<T>, IMinMaxValue<T>
{
    public static T Start => T.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T sum, T value) => value > sum ? value : sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Combine(Vector128<T> sum, Vector128<T> value) =>
        typeof(T) == typeof(float) ? Vector128.ConditionalSelect(Vector128.GreaterThan(value, sum), value, sum) : Vector128.Max(value, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Combine(Vector256<T> sum, Vector256<T> value) =>
        typeof(T) == typeof(float) ? Vector256.ConditionalSelect(Vector256.GreaterThan(value, sum), value, sum) : Vector256.Max(value, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Combine(Vector512<T> sum, Vector512<T> value) =>
        typeof(T) == typeof(float) ? Vector512.ConditionalSelect(Vector512.GreaterThan(value, sum), value, sum) : Vector512.Max(value, sum);

    public static T Finish(T sum, float divisor) => sum;

    public static Vector128<T> Finish(Vector128<T> sum, float divisor) => sum;

    public static Vector256<T> Finish(Vector256<T> sum, float divisor) => sum;

    public static Vector512<T> Finish(Vector512<T> sum, float divisor) => sum;
}
