using System.Runtime.InteropServices;
using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

/// <summary>What the tests of the quantized kernels feed them.</summary>
internal static class Samples
{
    /// <summary>Every instruction-set path that this machine has above the scalar truth.</summary>
    public static IsaLevel[] VectorLevels => [.. Enum.GetValues<IsaLevel>().Where(level => level > IsaLevel.Scalar && level <= Isa.Supported)];

    public static T[] Elements<T>(Random random, int count)
        where T : unmanaged
    {
        var values = new T[count];
        random.NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>All 65536 pairs of 8-bit elements.</summary>
    public static (T[] Left, T[] Right) Pairs<T>()
        where T : unmanaged
    {
        var left = new T[65536];
        var right = new T[65536];
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = Element8.FromInt32<T>(i);
            right[i] = Element8.FromInt32<T>(i >> 8);
        }

        return (left, right);
    }

    public static int ZeroPoint<T>(Random random)
        where T : unmanaged => random.Next(Element8.Minimum<T>(), Element8.Maximum<T>() + 1);

    /// <summary>Half of the time a small multiple of 1/400, so that results lie on ties; else any.</summary>
    public static float Scale(Random random) =>
        random.Next(2) == 0 ? random.Next(1, 40) * 0.0025f : (float)Math.Pow(10, (random.NextDouble() * 2) - 2.5);

    /// <summary>Floats that are hard to quantize with a scale: ties and their neighbours, limits, denormals, infinities, NaN.</summary>
    public static float[] Floats(Random random, float scale, int count)
    {
        float[] special =
        [
            0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, 1e-40f,
            2147483648f * scale, -2147483648f * scale, 3e9f * scale, -3e9f * scale,
        ];
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            var tie = (random.Next(-600, 600) + 0.5f) * scale;
            values[i] = random.Next(5) switch
            {
                0 => tie,
                1 => MathF.BitIncrement(tie),
                2 => MathF.BitDecrement(tie),
                3 => (float)((random.NextDouble() * 800) - 400) * scale,
                _ => special[random.Next(special.Length)],
            };
        }

        return values;
    }
}
