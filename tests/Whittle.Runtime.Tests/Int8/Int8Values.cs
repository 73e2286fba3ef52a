namespace Whittle.Runtime.Tests.Int8;

/// <summary>Test numbers: random ones, and the extremes where saturating instructions would go wrong.</summary>
internal static class Int8Values
{
    /// <summary>Bytes: random, or all the same extreme for three of four seeds' kinds.</summary>
    public static byte[] Activations(int length, Random random, int kind)
    {
        var values = new byte[length];
        random.NextBytes(values);
        if (kind > 0)
        {
            values.AsSpan().Fill(kind switch { 1 => 255, 2 => 128, _ => 127 });
        }

        return values;
    }

    public static sbyte[] Weights(int length, Random random, int kind, double density = 1)
    {
        var values = new sbyte[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = random.NextDouble() >= density ? (sbyte)0 : kind switch
            {
                1 => sbyte.MinValue,
                2 => sbyte.MaxValue,
                _ => (sbyte)random.Next(-128, 128),
            };
        }

        return values;
    }

    public static int[] Integers(int length, Random random)
    {
        var values = new int[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = random.Next(-100_000, 100_000);
        }

        return values;
    }

    public static float[] Floats(int length, Random random, float scale)
    {
        var values = new float[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = ((float)random.NextDouble() + 0.1f) * scale;
        }

        return values;
    }
}
