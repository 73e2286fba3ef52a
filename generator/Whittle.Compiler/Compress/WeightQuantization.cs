namespace Whittle.Compiler.Compress;

/// <summary>Weights to integers in ±(2^(bits−1) − 1), one scale per output and no zero point.</summary>
internal static class WeightQuantization
{
    /// <summary>Below this, a scale would have no full precision; such weights count as zero.</summary>
    private const float LeastScale = 1.2e-38f;

    /// <summary>Ranges tried, as parts of the largest magnitude. With few levels, cutting off the ends can cost less than the wider steps that keep
    /// them.</summary>
    private static readonly float[] Ranges = [1f, 0.95f, 0.9f, 0.85f, 0.8f, 0.75f, 0.7f, 0.65f, 0.6f, 0.55f, 0.5f];

    /// <param name="bits">8 or 4; 0 leaves the layers as they are.</param>
    public static void Run(IReadOnlyList<WeightLayer> layers, int bits)
    {
        if (bits == 0)
        {
            return;
        }

        var highest = (1 << (bits - 1)) - 1;
        foreach (var layer in layers)
        {
            Quantize(layer, highest, bits < 8 ? Ranges : [1f]);
            layer.Done.Add($"int{bits.ToString(System.Globalization.CultureInfo.InvariantCulture)} per channel");
        }
    }

    private static void Quantize(WeightLayer layer, int highest, float[] ranges)
    {
        var largest = new float[layer.Outputs];
        for (var i = 0; i < layer.Weights.Length; i++)
        {
            var output = layer.OutputOf(i);
            largest[output] = Math.Max(largest[output], Math.Abs(layer.Weights[i]));
        }

        var scales = new float[layer.Outputs];
        var errors = new double[layer.Outputs];
        foreach (var range in ranges)
        {
            var candidates = Array.ConvertAll(largest, magnitude => Math.Max(magnitude * range / highest, LeastScale));
            if (ranges.Length == 1)
            {
                scales = candidates;
                break;
            }

            var error = Errors(layer, candidates, highest);
            for (var output = 0; output < scales.Length; output++)
            {
                if (scales[output] == 0 || error[output] < errors[output])
                {
                    (scales[output], errors[output]) = (candidates[output], error[output]);
                }
            }
        }

        layer.Scales = Array.ConvertAll(scales, scale => scale > LeastScale ? scale : 1f);
        var units = new float[layer.Weights.Length];
        var rounded = new float[layer.Weights.Length];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = layer.Weights[i] / layer.Scales[layer.OutputOf(i)];
            rounded[i] = Round(units[i], highest);
        }

        if (highest < sbyte.MaxValue)
        {
            ErrorBalance.Run(layer, units, [.. Enumerable.Range(-highest, (2 * highest) + 1).Select(level => (float)level)], rounded, keepsZero: true);
        }

        layer.Quantized = Array.ConvertAll(rounded, level => (sbyte)level);
        Dequantize(layer);
    }

    /// <summary>The real values of a layer's quantized weights.</summary>
    public static void Dequantize(WeightLayer layer)
    {
        for (var i = 0; i < layer.Weights.Length; i++)
        {
            layer.Weights[i] = layer.Quantized![i] * layer.Scales[layer.OutputOf(i)];
        }
    }

    /// <summary>Squared error of each output's weights.</summary>
    private static double[] Errors(WeightLayer layer, float[] scales, int highest)
    {
        var errors = new double[layer.Outputs];
        for (var i = 0; i < layer.Weights.Length; i++)
        {
            var output = layer.OutputOf(i);
            var difference = layer.Weights[i] - (Round(layer.Weights[i] / scales[output], highest) * scales[output]);
            errors[output] += (double)difference * difference;
        }

        return errors;
    }

    private static int Round(float value, int highest) => (int)Math.Max(-highest, Math.Min(highest, Math.Round(value, MidpointRounding.ToEven)));
}
