using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Float;

namespace Whittle.Runtime.Tests.Convolution;

/// <summary>The float convolutions on every path, between guard pages, against the definition.</summary>
public sealed class ConvolutionFloatTests : IDisposable
{
    private readonly Arena<float> _input = new(1 << 19);
    private readonly Arena<float> _output = new(1 << 19);

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void Random_Shapes()
    {
        var random = new Random(7);
        for (var i = 0; i < 150; i++)
        {
            Check(ConvolutionCase.Random(random, depthwise: false), i);
        }
    }

    // Lines of every length pass through every tile; few and odd output channels through every panel.
    [Fact]
    public void EveryLineLength()
    {
        for (var width = 1; width <= 257; width++)
        {
            Check(new(1, 1, width + 2, 1, 1, 1 + (width * 5 % 37), (1, 3), (1, 1), (1, 1)), width);
        }
    }

    [Fact]
    public void EveryNumberOfChannelsAndOutputs()
    {
        for (var n = 1; n <= 257; n++)
        {
            Check(new(1, 2, 1 + (n % 9), 1, n, 1 + (n * 5 % 37), (1, 1), (1, 1), (1, 1)), n);
            Check(new(1, 2, 3 + (n % 9), 1, 1 + (n * 3 % 7), n, (1, 3), (1, 1), (1, 1)), n);
        }
    }

    [Theory]
    [InlineData(1, 28, 28, 1, 1, 10, 3)]
    [InlineData(2, 9, 9, 1, 3, 8, 3)]
    [InlineData(1, 11, 11, 1, 12, 64, 1)]
    [InlineData(1, 20, 4, 1, 5, 33, 3)]
    [InlineData(1, 20, 3, 2, 5, 6, 3)]
    [InlineData(3, 7, 7, 1, 16, 1, 1)]
    public void Typical_Shapes(int batch, int height, int width, int groups, int channelsPerGroup, int outputs, int kernel) =>
        Check(new(batch, height, width, groups, channelsPerGroup, outputs, (kernel, kernel), (1, 1), (1, 1)), outputs);

    // One pixel, kernel [1 2; 3 4] on an image 1..9 by hand: 1*1 + 2*2 + 3*4 + 4*5 = 37, and so on.
    [Fact]
    public void ByHand()
    {
        TestConvolutionShape.Set(new(1, 3, 3, 1, 1, 1, (2, 2), (1, 1), (1, 1)));
        foreach (var level in FloatValues.Levels)
        {
            var output = new float[4];
            new ConvolutionFloat<TestConvolutionShape>([1, 2, 3, 4], [], float.NegativeInfinity, 60, level).Run([1, 2, 3, 4, 5, 6, 7, 8, 9], output);
            Assert.Equal([37, 47, 60, 60], output);
        }
    }

    private void Check(ConvolutionCase shape, int seed)
    {
        TestConvolutionShape.Set(shape);
        var random = new Random(seed);
        var x = FloatValues.Random(random, shape.InputLength);
        var w = FloatValues.Random(random, shape.WeightLength);
        var bias = seed % 3 == 0 ? [] : FloatValues.Random(random, shape.OutputChannels);
        var (low, high) = seed % 2 == 0 ? (float.NegativeInfinity, float.PositiveInfinity) : (0f, 1f);
        var expected = shape.Compute(x, w, bias);
        foreach (var level in FloatValues.Levels)
        {
            var atEnd = (seed + (int)level) % 2 == 0;
            var input = _input.Take(x.Length, atEnd);
            x.CopyTo(input);
            var output = _output.Take(shape.OutputLength, atEnd);
            output.Fill(float.NaN);
            new ConvolutionFloat<TestConvolutionShape>(w, bias, low, high, level).Run(input, output);
            expected.AssertNear(output, low, high, $"{level} {shape}");
            _output.AssertUntouched();
        }
    }
}
