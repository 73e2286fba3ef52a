using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Int8;
using Shape = Whittle.Runtime.Tests.Int8.ConvolutionTestShape<Whittle.Runtime.Tests.Depthwise.DepthwiseConvolutionInt8Tests>;

namespace Whittle.Runtime.Tests.Depthwise;

public class DepthwiseConvolutionInt8Tests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EveryLength_EveryPath_EqualsTheDefinition(bool ofChannels)
    {
        for (var n = 1; n <= 257; n++)
        {
            var (channels, row) = ofChannels ? (n, 1 + (n % 9)) : (1 + (n * 3 % 20), n);
            Check(new ConvolutionSizes(1, channels, 1, channels, 1 + (n % 2), row, 1 + (n % 3), 3, 1 + (n % 2), 1, n % 2), kind: 0, new Random(n));
        }
    }

    [Fact]
    public void RandomShapes_EveryPath_EqualsTheDefinition()
    {
        for (var seed = 0; seed < 210; seed++)
        {
            var random = new Random(seed);
            var groups = 1 + (seed % 70);
            var sizes = Random(random) with { Groups = groups, Channels = 1, Outputs = groups };
            Check(sizes, kind: 0, random);
        }
    }

    [Theory]
    [InlineData(1, 64, 1, 64, 9, 9, 3, 1, 1)]
    [InlineData(1, 3, 1, 3, 2, 2, 3, 2, 1)]
    [InlineData(2, 1, 1, 1, 5, 3, 3, 1, 1)]
    [InlineData(1, 17, 1, 17, 1, 40, 5, 1, 2)]
    public void ExtremeValues_EveryPath_EqualsTheDefinition(
        int batch, int groups, int channels, int outputs, int height, int width, int kernel, int stride, int dilation)
    {
        var sizes = new ConvolutionSizes(batch, groups, channels, outputs, height, width, kernel, kernel, stride, dilation, Excess: 0);
        for (var kind = 0; kind < 4; kind++)
        {
            Check(sizes, kind, new Random(kind));
        }
    }

    [Fact]
    public void InputTooSmallForTheKernel_IsRefused()
    {
        Shape.Sizes = new(1, 2, 1, 2, 3, 3, 3, 3, 1, 1, Excess: -1);
        Assert.Throws<ArgumentException>(() => new DepthwiseConvolutionInt8Accumulate<Shape>(new sbyte[18], []));
    }

    [Fact]
    public void ChannelMultiplier_IsRefused()
    {
        Shape.Sizes = new(1, 2, 1, 4, 3, 3, 3, 3, 1, 1, Excess: 0);
        Assert.Throws<ArgumentException>(() => new DepthwiseConvolutionInt8Accumulate<Shape>(new sbyte[36], []));
    }

    private static ConvolutionSizes Random(Random random)
    {
        var oneDimensional = random.Next(4) == 0;
        return new ConvolutionSizes(
            Batch: random.Next(1, 3),
            Groups: 1,
            Channels: 1,
            Outputs: 1,
            OutputHeight: oneDimensional ? 1 : random.Next(1, 6),
            OutputWidth: random.Next(1, 14),
            KernelHeight: oneDimensional ? 1 : random.Next(1, 4),
            KernelWidth: random.Next(1, 6),
            Stride: random.Next(1, 3),
            Dilation: random.Next(1, 3),
            Excess: random.Next(2));
    }

    private static void Check(ConvolutionSizes sizes, int kind, Random random)
    {
        Shape.Sizes = sizes;
        var weights = Int8Values.Weights(sizes.Outputs * sizes.Depth, random, kind % 3);
        var input = Int8Values.Activations(sizes.InputLength, random, kind);
        new Int8LayerCheck(
            new Factory(), sizes.Outputs, weights, input, x => Int8Oracle.Convolution(sizes, x, weights), random, sizes.ToString()).Run();
    }

    private sealed class Factory : Int8LayerFactory
    {
        public override RequantizingLayer Requantizing(
            sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum, Int8Path path) =>
            new DepthwiseConvolutionInt8<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, path);

        public override AccumulatingLayer Accumulating(sbyte[] weights, int[] bias, Int8Path path) =>
            new DepthwiseConvolutionInt8Accumulate<Shape>(weights, bias, path);

        public override DynamicLayer Dynamic(sbyte[] weights, float[] scales, int[] sumBias, float[] bias, float minimum, float maximum, Int8Path path) =>
            new DepthwiseConvolutionInt8Dynamic<Shape>(weights, scales, sumBias, bias, minimum, maximum, path);
    }
}
