using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>The fourth root of the sum of fourth powers: the L4 norm.</summary>
internal readonly struct PoolFourthSum : IPoolOperation<float>
{
    public static float Start => 0;

    public static float Combine(float sum, float value) => sum + (value * value * (value * value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Combine(Vector128<float> sum, Vector128<float> value) =>
        sum + (value * value * (value * value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Combine(Vector256<float> sum, Vector256<float> value) =>
        sum + (value * value * (value * value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Combine(Vector512<float> sum, Vector512<float> value) =>
        sum + (value * value * (value * value));

    public static float Finish(float sum, float divisor) => MathF.Sqrt(MathF.Sqrt(sum));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Finish(Vector128<float> sum, float divisor) => Vector128.Sqrt(Vector128.Sqrt(sum));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Finish(Vector256<float> sum, float divisor) => Vector256.Sqrt(Vector256.Sqrt(sum));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Finish(Vector512<float> sum, float divisor) => Vector512.Sqrt(Vector512.Sqrt(sum));
}
