using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>The cube root of the sum of cubes of absolute values: the L3 norm.</summary>
internal readonly struct PoolCubeSum : IPoolOperation<float>
{
    public static float Start => 0;

    public static float Combine(float sum, float value) => sum + (value * value * MathF.Abs(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Combine(Vector128<float> sum, Vector128<float> value) =>
        sum + (value * value * Vector128.Abs(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Combine(Vector256<float> sum, Vector256<float> value) =>
        sum + (value * value * Vector256.Abs(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Combine(Vector512<float> sum, Vector512<float> value) =>
        sum + (value * value * Vector512.Abs(value));

    public static float Finish(float sum, float divisor) => MathF.Cbrt(sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Finish(Vector128<float> sum, float divisor) => Vector128.Exp(Vector128.Log(sum) / 3f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Finish(Vector256<float> sum, float divisor) => Vector256.Exp(Vector256.Log(sum) / 3f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Finish(Vector512<float> sum, float divisor) => Vector512.Exp(Vector512.Log(sum) / 3f);
}
