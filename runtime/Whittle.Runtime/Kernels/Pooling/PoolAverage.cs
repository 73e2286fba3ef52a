using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>The sum of a window divided by the number of elements that count.</summary>
internal readonly struct PoolAverage : IPoolOperation<float>
{
    public static float Start => 0;

    public static float Combine(float sum, float value) => sum + value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Combine(Vector128<float> sum, Vector128<float> value) => sum + value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Combine(Vector256<float> sum, Vector256<float> value) => sum + value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Combine(Vector512<float> sum, Vector512<float> value) => sum + value;

    public static float Finish(float sum, float divisor) => sum / divisor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Finish(Vector128<float> sum, float divisor) => sum / Vector128.Create(divisor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Finish(Vector256<float> sum, float divisor) => sum / Vector256.Create(divisor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Finish(Vector512<float> sum, float divisor) => sum / Vector512.Create(divisor);
}
