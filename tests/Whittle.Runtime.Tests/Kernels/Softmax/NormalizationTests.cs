using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Kernels.Softmax;

public class NormalizationTests
{
    [Theory]
    [InlineData(2, 3, 5)]
    [InlineData(3, 40, 1)]
    [InlineData(1, 1, 33)]
    public void ScaleShift_EqualsDefinition(int outer, int channels, int inner)
    {
        var random = new Random(51);
        var input = Naive.RandomFloats(random, outer * channels * inner);
        var (scale, shift) = (Naive.RandomFloats(random, channels), Naive.RandomFloats(random, channels));
        var output = new float[input.Length];
        ScaleShift.Run(input, output, scale, shift, outer, channels, inner);
        for (var i = 0; i < input.Length; i++)
        {
            var channel = i / inner % channels;
            Assert.Equal((input[i] * scale[channel]) + shift[channel], output[i], 2e-6f);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void InstanceNormalization_EqualsDefinition(bool channelsLast)
    {
        const int Batch = 2, Channels = 19, Spatial = 30;
        var random = new Random(52);
        var input = Naive.RandomFloats(random, Batch * Channels * Spatial);
        var (scale, bias) = (Naive.RandomFloats(random, Channels), Naive.RandomFloats(random, Channels));
        var output = new float[input.Length];
        InstanceNormalization.Run(input, output, scale, bias, Batch, Channels, Spatial, 1e-3f, channelsLast);
        for (var n = 0; n < Batch; n++)
        {
            for (var c = 0; c < Channels; c++)
            {
                int At(int s) => channelsLast ? (((n * Spatial) + s) * Channels) + c : (((n * Channels) + c) * Spatial) + s;
                var mean = Enumerable.Range(0, Spatial).Average(s => (double)input[At(s)]);
                var variance = Enumerable.Range(0, Spatial).Average(s => Math.Pow(input[At(s)] - mean, 2));
                for (var s = 0; s < Spatial; s++)
                {
                    Assert.Equal(((input[At(s)] - mean) / Math.Sqrt(variance + 1e-3f) * scale[c]) + bias[c], output[At(s)], 2e-5);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(77)]
    public void LayerNormalization_EqualsDefinition(int length)
    {
        var random = new Random(53);
        var input = Naive.RandomFloats(random, 3 * length);
        var (scale, bias) = (Naive.RandomFloats(random, length), Naive.RandomFloats(random, length));
        var output = new float[input.Length];
        var plain = new float[input.Length];
        LayerNormalization.Run(input, output, scale, bias, 3, length, 1e-5f);
        LayerNormalization.Run(input, plain, scale, [], 3, length, 1e-5f);
        for (var i = 0; i < input.Length; i++)
        {
            var row = input.Skip(i / length * length).Take(length).Select(x => (double)x).ToArray();
            var variance = row.Average(x => Math.Pow(x - row.Average(), 2));
            var expected = (input[i] - row.Average()) / Math.Sqrt(variance + 1e-5f) * scale[i % length];
            Assert.Equal(expected, plain[i], 2e-5);
            Assert.Equal(expected + bias[i % length], output[i], 2e-5);
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(5, true)]
    public void LocalResponseNormalization_EqualsDefinition(int size, bool channelsLast)
    {
        const int Batch = 2, Channels = 6, Spatial = 4;
        var input = Naive.RandomFloats(new(54), Batch * Channels * Spatial);
        var output = new float[input.Length];
        LocalResponseNormalization.Run(input, output, Batch, Channels, Spatial, size, 0.3f, 0.75f, 1.5f, channelsLast);
        for (var i = 0; i < input.Length; i++)
        {
            var p = Naive.Position(i, channelsLast ? [Batch, Spatial, Channels] : [Batch, Channels, Spatial]);
            var (n, c, s) = channelsLast ? (p[0], p[2], p[1]) : (p[0], p[1], p[2]);
            float At(int channel) => input[channelsLast ? (((n * Spatial) + s) * Channels) + channel : (((n * Channels) + channel) * Spatial) + s];
            var first = Math.Max(0, c - (int)Math.Floor((size - 1) / 2d));
            var last = Math.Min(Channels - 1, c + (int)Math.Ceiling((size - 1) / 2d));
            var sum = Enumerable.Range(first, last - first + 1).Sum(k => (double)At(k) * At(k));
            Assert.Equal(input[i] / Math.Pow(1.5 + (0.3 / size * sum), 0.75), output[i], 1e-5);
        }
    }
}
