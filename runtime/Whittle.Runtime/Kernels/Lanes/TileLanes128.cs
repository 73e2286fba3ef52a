using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>Four floats: Arm64, WebAssembly, and x64 without AVX2.</summary>
internal readonly unsafe struct TileLanes128 : ITileLanes<Vector128<float>>
{
    public static int Count => 4;

    // 12 accumulators + 2 weights + 1 broadcast of 16 registers; Arm64 has 32.
    public static int TilePixels => AdvSimd.IsSupported ? 12 : 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadFirst(float* source, int count) => count switch
    {
        1 => Vector128.CreateScalar(source[0]),
        2 => Vector128.Create(source[0], source[1], 0, 0),
        3 => Vector128.Create(source[0], source[1], source[2], 0),
        _ => Vector128.Load(source),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, float* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector128<float> value, float* target, int count)
    {
        if (count == 4)
        {
            value.Store(target);
            return;
        }

        target[0] = value.ToScalar();
        if (count > 1)
        {
            target[1] = value.GetElement(1);
        }

        if (count > 2)
        {
            target[2] = value.GetElement(2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    // Multiply and add where there is no fused instruction: either rounding is within the tolerance of the float paths.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Vector128.MultiplyAddEstimate(left, right, addend);

    // Two selects instead of min and max, whose treatment of NaN differs between instruction sets: a NaN compares false and stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clamp(Vector128<float> value, Vector128<float> minimum, Vector128<float> maximum)
    {
        value = Vector128.ConditionalSelect(Vector128.LessThan(value, minimum), minimum, value);
        return Vector128.ConditionalSelect(Vector128.GreaterThan(value, maximum), maximum, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> value) => Vector128.Sum(value);
}
