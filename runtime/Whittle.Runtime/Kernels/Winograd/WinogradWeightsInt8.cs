using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Transformed int8 filters, rounded to 16 bits with a scale for every output and each of the 36 numbers.</summary>
/// <remarks>A scale is as large as 16 bits and an int32 sum of products allow, whatever the activations are, so nothing can overflow. Rounding is what makes an output
/// differ from the exact one by a step at times.</remarks>
internal sealed class WinogradWeightsInt8
{
    private const double LargestShort = 32767;

    // A fiftieth below 2^31, for the sums of rounded weights may exceed the rounded sums.
    private const double LargestSum = 2147483647 * 0.98;

    /// <param name="weights">[outputs, 3, 3, channels].</param>
    /// <param name="multipliers">What a sum is multiplied with, one per output.</param>
    /// <param name="channels">Input channels, a multiple of 32.</param>
    public WinogradWeightsInt8(ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> multipliers, int channels)
    {
        var outputs = multipliers.Length;
        Values = new NativeBuffer<short>(WinogradFilter.Points * outputs * channels);
        Scales = new NativeBuffer<float>(WinogradFilter.Points * outputs);
        var points = new double[channels * WinogradFilter.Points];
        for (var output = 0; output < outputs; output++)
        {
            TransformOutput(weights.Slice(output * 9 * channels, 9 * channels), channels, points);
            for (var point = 0; point < WinogradFilter.Points; point++)
            {
                var scale = Scale(points, point, channels);
                Scales.Span[(point * outputs) + output] = (float)(multipliers[output] / scale);
                var block = (((point * (outputs / WinogradProductInt16.Outputs)) + (output / WinogradProductInt16.Outputs)) * channels * WinogradProductInt16.Outputs)
                    + (output % WinogradProductInt16.Outputs * 2);
                for (var channel = 0; channel < channels; channel++)
                {
                    Values.Span[block + (channel / 2 * 2 * WinogradProductInt16.Outputs) + (channel % 2)] =
                        (short)Math.Round(points[(channel * WinogradFilter.Points) + point] * scale);
                }
            }
        }
    }

    /// <summary>[36, outputs / 32, channels / 2, 32, 2].</summary>
    public NativeBuffer<short> Values { get; }

    /// <summary>[36, outputs]: what a sum of products is multiplied with to be in steps of the output.</summary>
    public NativeBuffer<float> Scales { get; }

    private static void TransformOutput(ReadOnlySpan<sbyte> weights, int channels, double[] points)
    {
        Span<double> filter = stackalloc double[9];
        for (var channel = 0; channel < channels; channel++)
        {
            for (var tap = 0; tap < filter.Length; tap++)
            {
                filter[tap] = weights[(tap * channels) + channel];
            }

            WinogradFilter.Transform(filter, points.AsSpan(channel * WinogradFilter.Points, WinogradFilter.Points));
        }
    }

    private static double Scale(double[] points, int point, int channels)
    {
        var (largest, sum) = (1e-9, 1e-9);
        for (var channel = 0; channel < channels; channel++)
        {
            var magnitude = Math.Abs(points[(channel * WinogradFilter.Points) + point]);
            largest = Math.Max(largest, magnitude);
            sum += magnitude;
        }

        return Math.Min(LargestShort / largest, LargestSum / (LargestActivation(point) * sum));
    }

    /// <summary>The largest magnitude that one of the 36 numbers of 6x6 activations can have: each dimension adds some positive and some negative multiples.</summary>
    private static double LargestActivation(int point)
    {
        ReadOnlySpan<int> positive = [5, 2, 5, 3, 3, 5];
        ReadOnlySpan<int> negative = [5, 8, 5, 3, 3, 5];
        var (row, column) = Math.DivRem(point, WinogradFilter.Patch);
        var (p, n, q, m) = (positive[row], negative[row], positive[column], negative[column]);
        return Math.Max(byte.MaxValue * Math.Max((p * q) + (n * m), (p * m) + (n * q)), -sbyte.MinValue * (p + n) * (q + m));
    }
}
