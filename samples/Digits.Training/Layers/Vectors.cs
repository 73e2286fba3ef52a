using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DigitTraining.Layers;

/// <summary>Sums in eight lanes. The width is fixed and no multiplication is fused with an addition, so every machine gets the same bits.</summary>
internal static class Vectors
{
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        right = right[..left.Length];
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= left.Length - 16; i += 16)
        {
            even += Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);
            odd += Vector256.LoadUnsafe(ref a, (nuint)i + 8) * Vector256.LoadUnsafe(ref b, (nuint)i + 8);
        }

        var sum = Vector256.Sum(even + odd);
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    public static float Sum(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>target += factor * source</summary>
    public static void AddScaled(Span<float> target, float factor, ReadOnlySpan<float> source)
    {
        source = source[..target.Length];
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var s = ref MemoryMarshal.GetReference(source);
        var factors = Vector256.Create(factor);
        var i = 0;
        for (; i <= target.Length - 8; i += 8)
        {
            (Vector256.LoadUnsafe(ref t, (nuint)i) + (factors * Vector256.LoadUnsafe(ref s, (nuint)i))).StoreUnsafe(ref t, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
