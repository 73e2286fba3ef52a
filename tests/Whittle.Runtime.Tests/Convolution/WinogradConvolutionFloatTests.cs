using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Float;

namespace Whittle.Runtime.Tests.Convolution;

/// <summary>Winograd's float convolution against the definition in double precision, between guard pages.</summary>
public sealed class WinogradConvolutionFloatTests
{
    // Twelve interpolated sums lose about three bits of twenty-four.
    private const float Tolerance = 2e-5f;

    [Theory]
    [InlineData(1, 6, 6, 16, 32)]
    [InlineData(1, 10, 14, 32, 64)]
    [InlineData(2, 7, 9, 48, 32)]
    [InlineData(1, 3, 3, 16, 96)]
    [InlineData(3, 11, 5, 16, 32)]
    [InlineData(1, 19, 24, 64, 64)]
    public void EverySize_IsCloseToTheDefinition(int batch, int height, int width, int channels, int outputs)
    {
        var sizes = new ConvolutionCase(batch, height, width, 1, channels, outputs, (3, 3), (1, 1), (1, 1));
        TestConvolutionShape.Set(sizes);
        var random = new Random(height);
        float[] Draw(int length) => Enumerable.Range(0, length).Select(_ => (float)((2 * random.NextDouble()) - 1)).ToArray();
        var (weights, bias) = (Draw(sizes.WeightLength), Draw(outputs));
        foreach (var level in FloatValues.Levels)
        {
            foreach (var atEnd in new[] { true, false })
            {
                using var input = new GuardedMemory(sizes.InputLength * sizeof(float), atEnd);
                using var output = new GuardedMemory(sizes.OutputLength * sizeof(float), atEnd);
                Draw(sizes.InputLength).CopyTo(input.As<float>());
                new WinogradConvolutionFloat<TestConvolutionShape>(weights, bias, -4, float.PositiveInfinity, level).Run(input.As<float>(), output.As<float>());
                Check(sizes, input.As<float>().ToArray(), weights, bias, output.As<float>().ToArray());
            }
        }
    }

    [Fact]
    public void CallsAllocateNothing()
    {
        var sizes = new ConvolutionCase(1, 20, 20, 1, 32, 32, (3, 3), (1, 1), (1, 1));
        TestConvolutionShape.Set(sizes);
        var layer = new WinogradConvolutionFloat<TestConvolutionShape>(new float[sizes.WeightLength], [], 0, 6);
        var (input, output) = (new float[sizes.InputLength], new float[sizes.OutputLength]);
        layer.Run(input, output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        layer.Run(input, output);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Check(ConvolutionCase sizes, float[] x, float[] weights, float[] bias, float[] actual)
    {
        var expected = new double[actual.Length];
        for (var i = 0; i < expected.Length; i++)
        {
            var (pixel, output) = (i / sizes.OutputChannels, i % sizes.OutputChannels);
            var (image, row, column) = (pixel / sizes.OutputWidth / sizes.OutputHeight, pixel / sizes.OutputWidth % sizes.OutputHeight, pixel % sizes.OutputWidth);
            double sum = bias[output];
            for (var tap = 0; tap < 9; tap++)
            {
                var from = ((((image * sizes.InputHeight) + row + (tap / 3)) * sizes.InputWidth) + column + (tap % 3)) * sizes.Channels;
                var weight = ((output * 9) + tap) * sizes.Channels;
                for (var channel = 0; channel < sizes.Channels; channel++)
                {
                    sum += (double)x[from + channel] * weights[weight + channel];
                }
            }

            expected[i] = Math.Max(sum, -4);
        }

        var largest = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / largest, 0, Tolerance));
    }
}
