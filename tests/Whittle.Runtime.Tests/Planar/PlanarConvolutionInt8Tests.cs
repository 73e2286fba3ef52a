using Whittle.Runtime.Kernels;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Tests.Int8;
using Shape = Whittle.Runtime.Tests.Planar.PlanarShape;

namespace Whittle.Runtime.Tests.Planar;

/// <summary>Convolutions of few planes against the definition on the padded channels-last image, on guard pages.</summary>
public class PlanarConvolutionInt8Tests
{
    [Theory]
    [InlineData(1, 20, 24, 5, 1)]
    [InlineData(3, 8, 48, 3, 2)]
    [InlineData(3, 16, 32, 3, 1)]
    [InlineData(1, 64, 5, 4, 2)]
    public void FirstLayersOfKnownNets_EqualThePaddedImage(int channels, int outputs, int width, int kernel, int stride)
    {
        for (var kind = 0; kind < 4; kind++)
        {
            Check(new(1, 1, channels, outputs, 25, width, kernel, kernel, stride, 1, 1), kind % 2, new Random(kind), kind);
        }
    }

    [Fact]
    public void EveryWidthOfRow_EqualsThePaddedImage()
    {
        for (var width = 1; width <= 257; width++)
        {
            var random = new Random(width);
            Check(new(1, 1, 1, random.Next(1, 10), random.Next(1, 4), width, 2, 3, random.Next(1, 3), 1, 0), 1, random, 0);
        }
    }

    [Fact]
    public void EveryNumberOfOutputs_EqualsThePaddedImage()
    {
        for (var outputs = 1; outputs <= 70; outputs++)
        {
            var random = new Random(outputs);
            Check(new(2, 1, 3, outputs, random.Next(1, 6), random.Next(1, 13), 3, 3, 1, 1, 0), 1, random, 0);
        }
    }

    [Fact]
    public void AnyKernelStrideDilationAndBorder_EqualsThePaddedImage()
    {
        var seed = 0;
        for (var done = 0; done < 200; seed++)
        {
            var random = new Random(seed);
            var sizes = new ConvolutionSizes(
                random.Next(1, 3),
                1,
                random.Next(1, 5),
                random.Next(1, 36),
                random.Next(1, 7),
                random.Next(1, 40),
                random.Next(1, 6),
                random.Next(2, 14),
                random.Next(1, 5),
                random.Next(1, 3),
                random.Next(3));
            if (PlanarFit.Fits(sizes.KernelWidth, sizes.Stride, sizes.Dilation))
            {
                Check(sizes, random.Next(40) == 0 ? 40 : random.Next(5), random, random.Next(6));
                done++;
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 3, 1, 1)]
    [InlineData(1, 11, 4, 1)]
    [InlineData(1, 3, 1, 7)]
    public void ShapesOfOtherKernels_AreRefused(int groups, int kernel, int stride, int dilation)
    {
        Shape.Set(new(1, groups, 1, groups, 3, 3, kernel, kernel, stride, dilation, 0), 0);
        Assert.Throws<ArgumentException>(() => new PlanarConvolutionInt8<Shape>(new sbyte[groups * kernel * kernel], [], 0, [1], 0, 0, 255));
    }

    private static void Check(ConvolutionSizes sizes, int border, Random random, int kind)
    {
        Shape.Set(sizes, border);
        var weights = Int8Values.Weights(sizes.Outputs * sizes.Depth, random, kind % 3);
        var image = Int8Values.Activations(Shape.Batch * Shape.InputHeight * Shape.InputWidth * Shape.ChannelsPerGroup, random, Math.Min(kind, 3));
        foreach (var signed in new[] { false, true })
        {
            var inputZeroPoint = signed ? random.Next(-128, 128) : random.Next(256);
            var sums = Int8Oracle.Convolution(sizes, Int8Oracle.Centre(Shape.Pad(image, unchecked((byte)inputZeroPoint)), signed, inputZeroPoint), weights);
            foreach (var path in Int8Paths.Supported)
            {
                var plain = random.Next(2) == 0;
                var (low, high) = signed ? (-128, 127) : (0, 255);
                var outputZeroPoint = plain ? low : random.Next(low, high + 1);
                var (minimum, maximum) = plain ? (low, high) : (random.Next(low, outputZeroPoint + 1), random.Next(outputZeroPoint, high + 1));
                var bias = Int8Values.Integers(sizes.Outputs, random);
                var multipliers = Int8Values.Floats(sizes.Outputs, random, plain ? 0.002f : random.Next(2) == 0 ? 1e20f : 0.01f);
                var layer = new PlanarConvolutionInt8<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, path);
                var actual = Run(layer, image, sums.Length, signed, random.Next(2) == 0);
                for (var i = 0; i < sums.Length; i++)
                {
                    var o = i % sizes.Outputs;
                    var expected = Int8Oracle.Requantize(sums[i] + bias[o], multipliers[o], outputZeroPoint, minimum, maximum);
                    if (actual[i] != expected)
                    {
                        Assert.Fail($"{sizes}, border {border}, {path}, signed {signed}, plain {plain}, element {i}: {expected} expected, {actual[i]} found.");
                    }
                }
            }
        }
    }

    private static int[] Run(PlanarConvolutionInt8<Shape> layer, byte[] image, int length, bool signed, bool atEnd)
    {
        using var x = new GuardedMemory(image.Length, atEnd);
        using var y = new GuardedMemory(length, atEnd);
        image.CopyTo(x.Bytes);
        if (signed)
        {
            layer.Run<sbyte, sbyte>(x.As<sbyte>(), y.As<sbyte>());
            return Array.ConvertAll(y.As<sbyte>().ToArray(), value => (int)value);
        }

        layer.Run<byte, byte>(x.Bytes, y.Bytes);
        return Array.ConvertAll(y.Bytes.ToArray(), value => (int)value);
    }
}
