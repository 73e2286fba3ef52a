namespace Whittle.Runtime.Tests.Float;

/// <summary>Test data and the tolerance of the float paths.</summary>
internal static class FloatValues
{
    public static readonly IsaLevel[] Levels = [.. Enum.GetValues<IsaLevel>().Where(level => level <= Isa.Supported)];

    public static float[] Random(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];

    /// <summary>Random values of which a share is zero.</summary>
    public static float[] Sparse(Random random, int length, double zeros)
    {
        var values = Random(random, length);
        for (var i = 0; i < length; i++)
        {
            values[i] = random.NextDouble() < zeros ? 0 : values[i];
        }

        return values;
    }

    /// <summary>The exact sums, clamped, with the sums of absolute products that scale the tolerance.</summary>
    public readonly record struct Expected(double[] Sums, double[] Scales)
    {
        public static Expected Of(int length) => new(new double[length], new double[length]);

        public void Add(int index, double product)
        {
            Sums[index] += product;
            Scales[index] += Math.Abs(product);
        }

        /// <summary>|actual - expected| is at most 1e-5 of the sum of absolute products.</summary>
        public void AssertNear(ReadOnlySpan<float> actual, double minimum, double maximum, string what)
        {
            for (var i = 0; i < actual.Length; i++)
            {
                var wanted = Math.Clamp(Sums[i], minimum, maximum);
                if (!(Math.Abs(actual[i] - wanted) <= 1e-5 * Scales[i]))
                {
                    Assert.Fail($"{what}: output {i} is {actual[i]:R}, wanted {wanted:R}.");
                }
            }
        }
    }
}
