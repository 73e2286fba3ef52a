using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Building;

/// <summary>Seeded weights: the same form always gives the same ones.</summary>
/// <remarks>Int8 values are drawn uniformly without zero, the worst case for packing; scales keep the variance of activations over layers.</remarks>
internal sealed class WeightSource(WeightForm form, int seed)
{
    private static readonly sbyte[] s_codebook = [-127, -90, -60, -40, -25, -14, -6, 0, 5, 12, 22, 36, 55, 80, 105, 127];
    private readonly Random _random = new(seed);

    private int Largest => (1 << (form.Bits - 1)) - 1;

    /// <param name="dimensions">Outputs first.</param>
    /// <param name="prune">False keeps the layer dense whatever the form says.</param>
    public LayerWeights Draw(long[] dimensions, bool prune)
    {
        var outputs = (int)dimensions[0];
        var inputs = (int)dimensions.Skip(1).Aggregate(1L, (product, extent) => product * extent);
        var density = prune ? form.Density : 1;
        var values = new sbyte[outputs * inputs];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _random.NextDouble() < density ? Value() : (sbyte)0;
        }

        // The deviation of uniform numbers is 0.57 of the largest, 73 of 127; shared weights need one scale for all outputs, or they would not be shared as floats.
        var scale = MathF.Sqrt(2 / (float)Math.Max(1, inputs * density)) / (73 * Largest / 127f);
        var scales = Draw(outputs, () => form.Codebook ? scale : scale * (0.75f + (0.5f * _random.NextSingle())));
        return new LayerWeights(values, scales, Draw(outputs, () => 0.4f * (_random.NextSingle() - 0.5f)), dimensions);
    }

    private sbyte Value()
    {
        if (form.Codebook)
        {
            return s_codebook[_random.Next(s_codebook.Length)];
        }

        var value = _random.Next(-Largest, Largest);
        return (sbyte)(value >= 0 ? value + 1 : value);
    }

    private static float[] Draw(int count, Func<float> draw)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = draw();
        }

        return values;
    }
}
