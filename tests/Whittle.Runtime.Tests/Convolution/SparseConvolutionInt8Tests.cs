using Whittle.Runtime.Kernels;
using Whittle.Runtime.Quantization;
using Whittle.Runtime.Tests.Int8;
using Shape = Whittle.Runtime.Tests.Int8.ConvolutionTestShape<Whittle.Runtime.Tests.Convolution.SparseConvolutionInt8Tests>;

namespace Whittle.Runtime.Tests.Convolution;

public class SparseConvolutionInt8Tests
{
    private static readonly double[] Densities = [0, 0.01, 0.05, 0.1, 0.2, 0.5, 1];

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
            Check(new ConvolutionSizes(1, 1, channels, outputs, 1 + (n % 2), row, 1, 1 + (n % 3), 1, 1, n % 2), kind: 0, Densities[n % Densities.Length], new Random(n));
        }
    }

    [Fact]
    public void RandomShapes_EveryPath_EqualsTheDefinition()
    {
        for (var seed = 0; seed < 210; seed++)
        {
            var random = new Random(seed);
            var groups = random.Next(8) == 0 ? 2 : 1;
            var oneDimensional = random.Next(4) == 0;
            var kernel = random.Next(1, 4);
            var sizes = new ConvolutionSizes(
                Batch: random.Next(1, 3),
                Groups: groups,
                Channels: random.Next(1, 141 / groups / kernel),
                Outputs: groups * random.Next(1, 71 / groups),
                OutputHeight: oneDimensional ? 1 : random.Next(1, 6),
                OutputWidth: random.Next(1, 22),
                KernelHeight: oneDimensional ? 1 : kernel,
                KernelWidth: kernel,
                Stride: random.Next(1, 3),
                Dilation: random.Next(1, 3),
                Excess: random.Next(2));
            Check(sizes, kind: 0, Densities[seed % Densities.Length], random);
        }
    }

    [Fact]
    public void RowsOfWholeTiles_EveryPath_EqualTheDefinition()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var kernel = random.Next(1, 4);
            var sizes = new ConvolutionSizes(
                Batch: random.Next(1, 3),
                Groups: 1,
                Channels: random.Next(1, 131 / kernel),
                Outputs: random.Next(1, 71),
                OutputHeight: random.Next(1, 9),
                OutputWidth: 8 * random.Next(1, 4),
                KernelHeight: kernel,
                KernelWidth: kernel,
                Stride: random.Next(1, 3),
                Dilation: random.Next(1, 3),
                Excess: random.Next(2));
            Check(sizes, kind: 0, Densities[1 + (seed % 4)], random);
        }
    }

    [Theory]
    [InlineData(1, 3, 16, 8, 8, 3, 2, 1)]
    [InlineData(1, 64, 64, 7, 14, 3, 1, 1)]
    [InlineData(2, 70, 33, 7, 9, 1, 1, 1)]
    [InlineData(1, 32, 10, 3, 3, 1, 1, 1)]
    [InlineData(1, 20, 50, 4, 11, 5, 1, 2)]
    [InlineData(1, 40, 1100, 3, 5, 1, 2, 1)]
    public void ExtremeValues_EveryPath_EqualsTheDefinition(
        int batch, int channels, int outputs, int height, int width, int kernel, int stride, int dilation)
    {
        var sizes = new ConvolutionSizes(batch, 1, channels, outputs, height, width, kernel, kernel, stride, dilation, Excess: 0);
        for (var kind = 0; kind < 4; kind++)
        {
            Check(sizes, kind, Densities[1 + kind], new Random(kind));
            Check(sizes, kind, density: 1, new Random(kind));
        }
    }

    [Fact]
    public void LengthsThatDoNotFit_AreRefusedByName()
    {
        Shape.Sizes = new(1, 1, 4, 2, 3, 3, 1, 1, 1, 1, Excess: 0);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => new SparseConvolutionInt8Accumulate<Shape>(new sbyte[7], [])).ParamName);
        var layer = new SparseConvolutionInt8Accumulate<Shape>(new sbyte[8], []);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => layer.Run<byte>(new byte[35], 0, new int[18])).ParamName);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => layer.Run<byte>(new byte[36], 0, new int[17])).ParamName);
    }

    /// <summary>Outputs with many weights and outputs with few in turns: some paths sort them.</summary>
    [Fact]
    public void UnevenRows_AreSettledBeforeTheResidualIsAdded()
    {
        var sizes = new ConvolutionSizes(1, 1, 32, 64, 4, 11, 3, 3, 1, 1, Excess: 0);
        Shape.Sizes = sizes;
        var random = new Random(5);
        var weights = Int8Values.Weights(sizes.Outputs * sizes.Depth, random, 0, 0.05);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = i / sizes.Depth % 8 == 0 && random.Next(3) == 0 ? (sbyte)random.Next(-127, 128) : weights[i];
        }

        var geometry = Int8Geometry.OfConvolution<Shape>();
        var sorting = Int8Paths.Supported
            .Where(path => Int8Kernels<AccumulateEpilogue>.Sparse(geometry, weights, path) is SettlingKernel<AccumulateEpilogue>).ToArray();
        Assert.Equal(sorting, Int8Paths.Supported.Where(path => Int8AddKernels.Sparse(geometry, weights, path) is SettlingAddKernel));
        Assert.Equal(Isa.Supported > IsaLevel.Scalar, sorting.Length > 0);
        Check(sizes, weights, kind: 0, "uneven rows", random);
    }

    private static void Check(ConvolutionSizes sizes, int kind, double density, Random random)
    {
        Shape.Sizes = sizes;
        var weights = Int8Values.Weights(sizes.Outputs * sizes.Depth, random, kind % 3, density);
        Check(sizes, weights, kind, $"{sizes}, density {density}", random);
    }

    private static void Check(ConvolutionSizes sizes, sbyte[] weights, int kind, string what, Random random)
    {
        var input = Int8Values.Activations(sizes.InputLength, random, kind);
        new Int8LayerCheck(new Factory(), sizes.Outputs, weights, input, x => Int8Oracle.Convolution(sizes, x, weights), random, what).Run();
    }

    private sealed class Factory : Int8LayerFactory
    {
        public override RequantizingLayer Requantizing(
            sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum, Int8Path path) =>
            new SparseConvolutionInt8<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, path);

        public override AccumulatingLayer Accumulating(sbyte[] weights, int[] bias, Int8Path path) =>
            new SparseConvolutionInt8Accumulate<Shape>(weights, bias, path);

        public override DynamicLayer Dynamic(sbyte[] weights, float[] scales, int[] sumBias, float[] bias, float minimum, float maximum, Int8Path path) =>
            new SparseConvolutionInt8Dynamic<Shape>(weights, scales, sumBias, bias, minimum, maximum, path);

        public override AddingLayer Adding(
            sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum,
            ResidualSum sum, Int8Path path) =>
            new SparseConvolutionInt8Add<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, sum, path);
    }
}
