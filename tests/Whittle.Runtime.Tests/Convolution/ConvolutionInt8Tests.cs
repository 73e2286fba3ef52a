using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Int8;
using Shape = Whittle.Runtime.Tests.Int8.ConvolutionTestShape<Whittle.Runtime.Tests.Convolution.ConvolutionInt8Tests>;

namespace Whittle.Runtime.Tests.Convolution;

public class ConvolutionInt8Tests
{
    [Theory]
    [InlineData("channels")]
    [InlineData("outputs")]
    [InlineData("row")]
    public void EveryLength_EveryPath_EqualsTheDefinition(string free)
    {
        for (var n = 1; n <= 257; n++)
        {
            var (channels, outputs, row) = free switch
            {
                "channels" => (n, 1 + (n * 7 % 20), 1 + (n % 9)),
                "outputs" => (1 + (n * 3 % 11), n, 1 + (n % 9)),
                _ => (1 + (n * 3 % 11), 1 + (n * 7 % 20), n),
            };
            Check(new ConvolutionSizes(1, 1, channels, outputs, 1 + (n % 2), row, 1, 1 + (n % 3), 1, 1, n % 2), kind: 0, new Random(n));
        }
    }

    [Fact]
    public void RandomShapes_EveryPath_EqualsTheDefinition()
    {
        for (var seed = 0; seed < 210; seed++)
        {
            var random = new Random(seed);
            var groups = random.Next(3) == 0 ? random.Next(1, 7) : 1;
            var sizes = Random(random) with { Groups = groups, Channels = random.Next(1, 71 / groups), Outputs = groups * random.Next(1, 71 / groups) };
            Check(sizes, kind: 0, random);
        }
    }

    [Theory]
    [InlineData(1, 1, 3, 16, 8, 8, 3, 2, 1)]
    [InlineData(1, 1, 64, 64, 14, 14, 3, 1, 1)]
    [InlineData(2, 1, 70, 33, 7, 9, 1, 1, 1)]
    [InlineData(1, 1, 1, 1, 3, 3, 1, 1, 1)]
    [InlineData(1, 4, 2, 20, 5, 5, 3, 1, 1)]
    [InlineData(1, 2, 3, 34, 4, 11, 3, 1, 2)]
    [InlineData(1, 1, 8, 1100, 3, 5, 1, 2, 1)]
    [InlineData(2, 1, 4, 20, 25, 5, 3, 2, 1)]
    [InlineData(1, 2, 8, 40, 19, 3, 3, 1, 1)]
    [InlineData(2, 1, 8, 24, 3, 31, 1, 2, 1)]
    [InlineData(2, 1, 8, 24, 3, 33, 1, 2, 1)]
    [InlineData(3, 1, 4, 520, 7, 6, 2, 2, 2)]
    public void ExtremeValues_EveryPath_EqualsTheDefinition(
        int batch, int groups, int channels, int outputs, int height, int width, int kernel, int stride, int dilation)
    {
        var sizes = new ConvolutionSizes(batch, groups, channels, outputs, height, width, kernel, kernel, stride, dilation, Excess: 0);
        for (var kind = 0; kind < 4; kind++)
        {
            Check(sizes, kind, new Random(kind));
        }
    }

    /// <summary>Weights of so few bits are summed in 16 bits. Inputs of 255 and weights of one sign bring the sums to their limits.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(1)]
    [InlineData(16)]
    public void SmallWeights_EveryPath_EqualsTheDefinition(int largest)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var groups = 1 + (seed % 5 / 4);
            var sizes = Random(random) with
            {
                Groups = groups, Channels = random.Next(1, 71), Outputs = groups * random.Next(1, 40), OutputWidth = random.Next(4, 14),
            };
            var sign = (seed % 3) - 1;
            Check(sizes, [.. Int8Values.Weights(sizes.Outputs * sizes.Depth, random, 0).Select(w => (sbyte)(sign == 0 ? w * largest / 128 : sign * largest))], seed % 4, random);
        }
    }

    [Fact]
    public void InputTooSmallForTheKernel_IsRefused()
    {
        Shape.Sizes = new(1, 2, 1, 4, 3, 3, 3, 3, 1, 1, Excess: -1);
        Assert.Throws<ArgumentException>(() => new ConvolutionInt8Accumulate<Shape>(new sbyte[36], []));
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

    private static void Check(ConvolutionSizes sizes, int kind, Random random) =>
        Check(sizes, Int8Values.Weights(sizes.Outputs * sizes.Depth, random, kind % 3), kind, random);

    private static void Check(ConvolutionSizes sizes, sbyte[] weights, int kind, Random random)
    {
        Shape.Sizes = sizes;
        var input = Int8Values.Activations(sizes.InputLength, random, kind);
        new Int8LayerCheck(
            new Factory(), sizes.Outputs, weights, input, x => Int8Oracle.Convolution(sizes, x, weights), random, sizes.ToString()).Run();
    }

    private sealed class Factory : Int8LayerFactory
    {
        public override RequantizingLayer Requantizing(
            sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum, Int8Path path) =>
            new ConvolutionInt8<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, path);

        public override AccumulatingLayer Accumulating(sbyte[] weights, int[] bias, Int8Path path) =>
            new ConvolutionInt8Accumulate<Shape>(weights, bias, path);

        public override DynamicLayer Dynamic(sbyte[] weights, float[] scales, int[] sumBias, float[] bias, float minimum, float maximum, Int8Path path) =>
            new ConvolutionInt8Dynamic<Shape>(weights, scales, sumBias, bias, minimum, maximum, path);

        public override AddingLayer Adding(
            sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum,
            ResidualSum sum, Int8Path path) =>
            new ConvolutionInt8Add<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, sum, path);
    }
}
