using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>The greatest element.</summary>
/// <remarks>Comparisons with NaN are false and then the later element is taken, as ONNX Runtime's two-dimensional MaxPool does (<c>maxps</c>): a NaN is the
/// result when it is the last tap of its window and is forgotten otherwise.</remarks>
internal readonly struct PoolMaximum<T> : IPoolOperation<T>
    where T : unmanaged, IBinaryNumber<T>, IMinMaxValue<T>
{
    public static T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? (T)(object)float.NegativeInfinity : T.MinValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T sum, T value) => sum > value ? sum : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Combine(Vector128<T> sum, Vector128<T> value) =>
        typeof(T) == typeof(float) ? Vector128.ConditionalSelect(Vector128.GreaterThan(sum, value), sum, value) : Vector128.Max(value, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Combine(Vector256<T> sum, Vector256<T> value) =>
        typeof(T) == typeof(float) ? Vector256.ConditionalSelect(Vector256.GreaterThan(sum, value), sum, value) : Vector256.Max(value, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Combine(Vector512<T> sum, Vector512<T> value) =>
        typeof(T) == typeof(float) ? Vector512.ConditionalSelect(Vector512.GreaterThan(sum, value), sum, value) : Vector512.Max(value, sum);

    public static T Finish(T sum, float divisor) => sum;

    public static Vector128<T> Finish(Vector128<T> sum, float divisor) => sum;

    public static Vector256<T> Finish(Vector256<T> sum, float divisor) => sum;

    public static Vector512<T> Finish(Vector512<T> sum, float divisor) => sum;
}
