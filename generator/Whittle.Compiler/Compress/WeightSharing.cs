using System.Globalization;

namespace Whittle.Compiler.Compress;

/// <summary>Gives the weights of each layer few values in common (of quantized ones the integers), found by k-means.</summary>
/// <remarks>Han et al., "Deep compression", 2016. Zeros of pruned layers stay zeros and take one of the values.</remarks>
internal static class WeightSharing
{
    /// <param name="count">Values, 2 to 256; 0 leaves the layers as they are.</param>
    public static void Run(IReadOnlyList<WeightLayer> layers, int count)
    {
        if (count == 0)
        {
            return;
        }

        foreach (var layer in layers)
        {
            var values = layer.Quantized is { } quantized ? Array.ConvertAll(quantized, weight => (float)weight) : layer.Weights;
            if (values.Distinct().Take(count + 1).Count() <= count)
            {
                continue;
            }

            Share(layer, values, count);
            layer.Done.Add($"{count.ToString(CultureInfo.InvariantCulture)} shared values");
        }
    }

    private static void Share(WeightLayer layer, float[] values, int count)
    {
        var zeros = values.Count(value => value == 0);
        var keepsZero = zeros > values.Length / count;
        var sorted = values.Where(value => !keepsZero || value != 0).ToArray();
        Array.Sort(sorted);
        var centers = Clusters.Of(sorted, keepsZero ? count - 1 : count);
        var shared = Array.ConvertAll(values, value => keepsZero && value == 0 ? 0 : Clusters.Nearest(centers, value));
        ErrorBalance.Run(layer, values, [.. shared.Distinct().OrderBy(value => value)], shared, keepsZero);
        if (layer.Quantized is null)
        {
            layer.Weights = shared;
            return;
        }

        layer.Quantized = Array.ConvertAll(shared, value => (sbyte)Math.Round(value, MidpointRounding.ToEven));
        WeightQuantization.Dequantize(layer);
    }
}
