using Whittle.Runtime.Kernels;
using Whittle.Runtime.Kernels.Winograd;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;
using Whittle.Runtime.Tests.Int8;
using Shape = Whittle.Runtime.Tests.Int8.ConvolutionTestShape<Whittle.Runtime.Tests.Convolution.WinogradConvolutionInt8Tests>;

namespace Whittle.Runtime.Tests.Convolution;

public sealed class WinogradConvolutionInt8Tests
{
    [Theory]
    [InlineData(1, 16, 16, 4, 4)]
    [InlineData(1, 16, 16, 32, 32)]
    [InlineData(1, 32, 32, 16, 16)]
    [InlineData(1, 64, 64, 8, 8)]
    [InlineData(1, 32, 64, 8, 12)]
    [InlineData(2, 48, 32, 5, 7)]
    [InlineData(1, 96, 96, 1, 1)]
    [InlineData(1, 16, 32, 1, 6)]
    [InlineData(3, 32, 48, 9, 3)]
    [InlineData(2, 16, 80, 2, 10)]
    [InlineData(1, 64, 64, 17, 22)]
    public void EverySize_EveryPath_EqualsTheDefinition(int batch, int channels, int outputs, int height, int width)
    {
        for (var excess = 0; excess < 2; excess++)
        {
            Check(new(batch, 1, channels, outputs, height, width, 3, 3, 1, 1, excess), kind: 0, new Random(channels + height + excess));
        }
    }

    [Fact]
    public void RandomShapes_EveryPath_EqualsTheDefinition()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var sizes = new ConvolutionSizes(
                random.Next(1, 4), 1, 16 * random.Next(1, 5), 16 * random.Next(1, 6), random.Next(1, 12), random.Next(1, 12), 3, 3, 1, 1, random.Next(2));
            Check(sizes, kind: 0, random);
        }
    }

    // Activations and weights of one value, among them -128 and 255: what goes to the limits of 16 bits, and beyond those of 32.
    [Theory]
    [InlineData(16, 48)]
    [InlineData(96, 32)]
    [InlineData(112, 16)]
    [InlineData(128, 32)]
    public void ExtremeValues_EveryPath_EqualsTheDefinition(int channels, int outputs)
    {
        for (var kind = 0; kind < 4; kind++)
        {
            Check(new(1, 1, channels, outputs, 5, 6, 3, 3, 1, 1, Excess: 0), kind, new Random(kind));
        }
    }

    // Patches that bring the 36 numbers to their largest: each row and column of Bᵀ has some positive and some negative multiples.
    [Fact]
    public void LargestTransformedActivations_EqualTheDefinition()
    {
        ReadOnlySpan<int> signs = [1, 0, -1, 0, 1, 0, 0, -1, -1, 1, 1, 0, 0, 1, -1, -1, 1, 0, 0, -1, -1, 1, 1, 0, 0, 1, -1, -1, 1, 0, 0, 1, 0, -1, 0, 1];
        var sizes = new ConvolutionSizes(1, 1, 32, 32, 4, 4, 3, 3, 1, 1, Excess: 0);
        for (var seed = 0; seed < 72; seed++)
        {
            var (row, column, random) = (seed / 6 % 6, seed % 6, new Random(seed));
            var input = new byte[sizes.InputLength];
            for (var i = 0; i < input.Length; i++)
            {
                var sign = signs[(6 * row) + (i / 32 / 6)] * signs[(6 * column) + (i / 32 % 6)] * (seed < 36 ? 1 : -1);
                input[i] = sign > 0 ? byte.MaxValue : byte.MinValue;
            }

            Check(sizes, Int8Values.Weights(sizes.Outputs * sizes.Depth, random, seed % 3), input, random);
        }
    }

    // 26 bits: 131,586 times 255 is the largest sum that fits.
    [Theory]
    [InlineData(1, 131_586, true)]
    [InlineData(1, 131_587, false)]
    [InlineData(-1, 131_586, true)]
    [InlineData(-1, 131_587, false)]
    public void SumsAtTheLimitOfTheirBits_AreExact(int sign, int total, bool fits)
    {
        var sizes = new ConvolutionSizes(1, 1, 128, 16, 4, 4, 3, 3, 1, 1, Excess: 0);
        var weights = new sbyte[sizes.Outputs * sizes.Depth];
        for (var i = 0; i < sizes.Depth; i++)
        {
            var weight = Math.Min(127, total);
            weights[(5 * sizes.Depth) + i] = (sbyte)(sign * weight);
            total -= weight;
        }

        Assert.Equal(0, total);
        Assert.Equal(fits, WinogradRange.Fits(weights, sizes.Outputs));
        Check(sizes, weights, Int8Values.Activations(sizes.InputLength, new Random(1), kind: 1), new Random(1));
    }

    [Fact]
    public void Kernel_IsWinogradsOnlyWith512Bits()
    {
        Shape.Sizes = new(1, 1, 16, 16, 4, 4, 3, 3, 1, 1, Excess: 0);
        foreach (var path in Int8Paths.Supported)
        {
            var kernel = Int8Kernels<AccumulateEpilogue>.Winograd<Shape>(new sbyte[16 * 9 * 16], path);
            Assert.Equal(path.Level() == IsaLevel.Avx512, kernel is WinogradKernelInt8<AccumulateEpilogue>);
        }
    }

    [Fact]
    public void SeveralSamples_AreSoManyMoreTiles()
    {
        var sizes = new ConvolutionSizes(1, 1, 32, 32, 5, 6, 3, 3, 1, 1, Excess: 0);
        Shape.Sizes = sizes with { Batch = 7 };
        var random = new Random(7);
        var weights = Int8Values.Weights(sizes.Outputs * sizes.Depth, random, 0);
        var input = Int8Values.Activations(Shape.Sizes.InputLength, random, 0);
        var expected = Int8Oracle.Convolution(Shape.Sizes, Int8Oracle.Centre(input, false, 0), weights);
        Shape.Sizes = sizes;
        var actual = new int[expected.Length];
        new WinogradConvolutionInt8Accumulate<Shape>(weights, []).Run<byte>(input, 0, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void CallsAllocateNothing()
    {
        Shape.Sizes = new(1, 1, 64, 64, 20, 20, 3, 3, 1, 1, Excess: 0);
        var layer = new WinogradConvolutionInt8<Shape>(new sbyte[64 * 9 * 64], [], 0, [1f], 0, 0, 255);
        var (input, output) = (new byte[Shape.Sizes.InputLength], new byte[Shape.Sizes.OutputLength]);
        layer.Run<byte, byte>(input, output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        layer.Run<byte, byte>(input, output);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void ShapesThatTilesCannotDo_AreRefused()
    {
        Shape.Sizes = new(1, 1, 32, 32, 6, 6, 3, 3, 2, 1, Excess: 0);
        Assert.Throws<ArgumentException>(() => new WinogradConvolutionInt8<Shape>(new sbyte[32 * 9 * 32], [], 0, [1f], 0, 0, 255));
        Shape.Sizes = new(1, 1, 8, 32, 6, 6, 3, 3, 1, 1, Excess: 0);
        Assert.Throws<ArgumentException>(() => new WinogradConvolutionInt8<Shape>(new sbyte[32 * 9 * 8], [], 0, [1f], 0, 0, 255));
    }

    private static void Check(ConvolutionSizes sizes, int kind, Random random) => Check(
        sizes,
        Int8Values.Weights(sizes.Outputs * sizes.Depth, random, kind % 3),
        Int8Values.Activations(sizes.InputLength, random, kind),
        random);

    private static void Check(ConvolutionSizes sizes, sbyte[] weights, byte[] input, Random random)
    {
        Shape.Sizes = sizes;
        new Int8LayerCheck(
            new Factory(), sizes.Outputs, weights, input, x => Int8Oracle.Convolution(sizes, x, weights), random, sizes.ToString()).Run();
    }

    private sealed class Factory : Int8LayerFactory
    {
        public override RequantizingLayer Requantizing(
            sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum, Int8Path path) =>
            new WinogradConvolutionInt8<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, path);

        public override AccumulatingLayer Accumulating(sbyte[] weights, int[] bias, Int8Path path) =>
            new WinogradConvolutionInt8Accumulate<Shape>(weights, bias, path);

        public override DynamicLayer Dynamic(sbyte[] weights, float[] scales, int[] sumBias, float[] bias, float minimum, float maximum, Int8Path path) =>
            new WinogradConvolutionInt8Dynamic<Shape>(weights, scales, sumBias, bias, minimum, maximum, path);

        public override AddingLayer Adding(
            sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum,
            ResidualSum sum, Int8Path path) =>
            new WinogradConvolutionInt8Add<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, sum, path);
    }
}
