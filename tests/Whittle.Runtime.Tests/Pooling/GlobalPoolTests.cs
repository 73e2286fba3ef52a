using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Float;

namespace Whittle.Runtime.Tests.Pooling;

/// <summary>Global pools on every path, between guard pages, for every number of channels from one to beyond the widest vector.</summary>
public sealed class GlobalPoolTests
{
    [Fact]
    public void GlobalAveragePool_EveryChannelCount()
    {
        using var inputs = new Arena<float>(1 << 16);
        using var outputs = new Arena<float>(1 << 10);
        for (var channels = 1; channels <= 257; channels++)
        {
            int pixels = 1 + (channels * 11 % 97), batch = 1 + (channels % 2);
            var x = FloatValues.Random(new Random(channels), batch * pixels * channels);
            var expected = FloatValues.Expected.Of(batch * channels);
            for (var i = 0; i < x.Length; i++)
            {
                expected.Add((i / channels / pixels * channels) + (i % channels), (double)x[i] / pixels);
            }

            foreach (var level in FloatValues.Levels)
            {
                var input = inputs.Take(x.Length, channels % 2 == 0);
                x.CopyTo(input);
                var output = outputs.Take(batch * channels, channels % 2 == 0);
                output.Fill(float.NaN);
                GlobalAveragePool.Run(input, output, batch, pixels, channels, level);
                expected.AssertNear(output, double.NegativeInfinity, double.PositiveInfinity, $"{level} {pixels} x {channels}");
                outputs.AssertUntouched();
            }
        }
    }

    [Fact]
    public void GlobalMaxPool_EveryChannelCount()
    {
        using var inputs = new Arena<sbyte>(1 << 15);
        using var outputs = new Arena<sbyte>(1 << 10);
        for (var channels = 1; channels <= 257; channels++)
        {
            var pixels = 1 + (channels * 11 % 97);
            var x = new sbyte[pixels * channels];
            new Random(channels).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(x.AsSpan()));
            var wanted = Enumerable.Range(0, channels).Select(c => x.Where((_, i) => i % channels == c).Max()).ToArray();
            foreach (var level in FloatValues.Levels)
            {
                var input = inputs.Take(x.Length, channels % 2 == 0);
                x.CopyTo(input);
                var output = outputs.Take(channels, channels % 2 == 0);
                GlobalMaxPool.Run<sbyte>(input, output, 1, pixels, channels, level);
                Assert.Equal(wanted, output);
                outputs.AssertUntouched();
            }
        }
    }
}
