using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Int8;
using Shape = Whittle.Runtime.Tests.Int8.ConvolutionTestShape<Whittle.Runtime.Tests.Convolution.WinogradConvolutionInt8Tests>;

namespace Whittle.Runtime.Tests.Convolution;

/// <summary>Winograd's convolution against the exact one, between guard pages: few outputs may differ, and by one step.</summary>
public sealed class WinogradConvolutionInt8Tests
{
    private const double LargestShareOff = 0.06;

    [Theory]
    [InlineData(1, 32, 32, 4, 4)]
    [InlineData(1, 32, 64, 8, 12)]
    [InlineData(2, 64, 32, 5, 7)]
    [InlineData(1, 96, 96, 1, 1)]
    [InlineData(3, 32, 32, 9, 3)]
    [InlineData(1, 64, 64, 17, 22)]
    public void EverySize_IsWithinOneStep(int batch, int channels, int outputs, int height, int width)
    {
        Shape.Sizes = new(batch, 1, channels, outputs, height, width, 3, 3, 1, 1, Excess: 0);
        var random = new Random(channels + height);
        var weights = Int8Values.Weights(outputs * 9 * channels, random, 0);
        var bias = Enumerable.Range(0, outputs).Select(_ => random.Next(-20000, 20000)).ToArray();
        var multipliers = Enumerable.Range(0, outputs).Select(_ => 0.5f * (float)(0.5 + random.NextDouble()) / (MathF.Sqrt(9 * channels) * 64)).ToArray();
        Compare<byte, byte>(weights, bias, 131, multipliers, 128, 0, 255, random);
        Compare<sbyte, sbyte>(weights, bias, -3, multipliers, 0, -128, 127, random);
        Compare<byte, sbyte>(weights, [], 0, multipliers[..1], -5, -5, 120, random);
    }

    // Largest activations and weights of one sign: nothing may overflow 16 or 32 bits.
    [Theory]
    [InlineData(255, 127)]
    [InlineData(255, -128)]
    [InlineData(0, 127)]
    public void ExtremeValues_DoNotOverflow(byte activation, sbyte weight)
    {
        const int channels = 256;
        Shape.Sizes = new(1, 1, channels, 32, 6, 6, 3, 3, 1, 1, Excess: 0);
        var weights = Enumerable.Repeat(weight, 32 * 9 * channels).ToArray();
        var input = Enumerable.Repeat(activation, Shape.Sizes.InputLength).ToArray();
        float[] multiplier = [100f / (255f * 128 * 9 * channels)];
        var expected = new byte[Shape.Sizes.OutputLength];
        var actual = new byte[Shape.Sizes.OutputLength];
        new ConvolutionInt8<Shape>(weights, [], 0, multiplier, 128, 0, 255).Run<byte, byte>(input, expected);
        new WinogradConvolutionInt8<Shape>(weights, [], 0, multiplier, 128, 0, 255).Run<byte, byte>(input, actual);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -1, 1));
    }

    [Fact]
    public void Below512Bits_ItIsTheExactConvolution()
    {
        Shape.Sizes = new(1, 1, 32, 32, 6, 5, 3, 3, 1, 1, Excess: 0);
        var random = new Random(3);
        var weights = Int8Values.Weights(32 * 9 * 32, random, 0);
        var input = Int8Values.Activations(Shape.Sizes.InputLength, random, 0);
        float[] multiplier = [0.0005f];
        var expected = new byte[Shape.Sizes.OutputLength];
        new ConvolutionInt8<Shape>(weights, [], 7, multiplier, 100, 0, 255).Run<byte, byte>(input, expected);
        foreach (var level in Enum.GetValues<IsaLevel>().Where(level => level < IsaLevel.Avx512 && level <= Isa.Supported))
        {
            var actual = new byte[Shape.Sizes.OutputLength];
            new WinogradConvolutionInt8<Shape>(weights, [], 7, multiplier, 100, 0, 255, level).Run<byte, byte>(input, actual);
            Assert.Equal(expected, actual);
        }
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
        Shape.Sizes = new(1, 1, 16, 32, 6, 6, 3, 3, 1, 1, Excess: 0);
        Assert.Throws<ArgumentException>(() => new WinogradConvolutionInt8<Shape>(new sbyte[32 * 9 * 16], [], 0, [1f], 0, 0, 255));
    }

    private static void Compare<TInput, TOutput>(
        sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum, Random random)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        var exact = new ConvolutionInt8<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum);
        var winograd = new WinogradConvolutionInt8<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum);
        var expected = new TOutput[Shape.Sizes.OutputLength];
        foreach (var atEnd in new[] { true, false })
        {
            using var input = new GuardedMemory(Shape.Sizes.InputLength, atEnd);
            using var output = new GuardedMemory(Shape.Sizes.OutputLength, atEnd);
            random.NextBytes(input.Bytes);
            exact.Run<TInput, TOutput>(input.As<TInput>(), expected);
            winograd.Run(input.As<TInput>(), output.As<TOutput>());
            var actual = output.As<TOutput>().ToArray();
            var steps = expected.Zip(actual, (e, a) => Math.Abs(Convert.ToInt32(e, null) - Convert.ToInt32(a, null))).ToArray();
            Assert.InRange(steps.Max(), 0, 1);
            Assert.InRange(steps.Count(step => step > 0), 0, (int)(LargestShareOff * steps.Length));
        }
    }
}
