using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Float;

namespace Whittle.Runtime.Tests.Depthwise;

/// <summary>The float depthwise convolution on every path, between guard pages, against the definition.</summary>
public sealed class DepthwiseConvolutionFloatTests : IDisposable
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
            Check(ConvolutionCase.Random(random, depthwise: true), i);
        }
    }

    // Fewer than four channels become runs of whole rows; other counts meet every overlap of the last vector.
    [Fact]
    public void EveryChannelCount()
    {
        for (var channels = 1; channels <= 257; channels++)
        {
            Check(new(2, 6, 7 + (channels % 13), channels, 1, channels, (3, 3), (1, 1), (1, 1)), channels);
        }
    }

    [Fact]
    public void NotDepthwise_Throws()
    {
        TestConvolutionShape.Set(new(1, 3, 3, 2, 1, 4, (2, 2), (1, 1), (1, 1)));
        Assert.Throws<ArgumentException>(() => new DepthwiseConvolutionFloat<TestConvolutionShape>(new float[16], [], 0, 1));
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
            new DepthwiseConvolutionFloat<TestConvolutionShape>(w, bias, low, high, level).Run(input, output);
            expected.AssertNear(output, low, high, $"{level} {shape}");
            _output.AssertUntouched();
        }
    }
}
