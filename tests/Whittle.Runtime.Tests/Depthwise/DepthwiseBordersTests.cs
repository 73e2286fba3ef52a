using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Int8;
using Shape = Whittle.Runtime.Tests.Depthwise.BorderedShape;

namespace Whittle.Runtime.Tests.Depthwise;

/// <summary>Depthwise layers that requantize: borders, and the endings by saturation alone and by bounds.</summary>
public class DepthwiseBordersTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    public void ThreeByThree_EveryNumberOfChannels_EqualsThePaddedImage(int kernel, int stride)
    {
        for (var channels = 1; channels <= 100; channels++)
        {
            var random = new Random((channels * 4) + stride);
            Check(new(1, channels, 1, channels, random.Next(1, 10), random.Next(1, 11), kernel, kernel, stride, 1, 0), 1, random);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void RowsOfWholeVectors_EqualThePaddedImage(int channels)
    {
        for (var width = 1; width <= 20; width++)
        {
            var random = new Random(width);
            Check(new(2, channels, 1, channels, random.Next(1, 10), width, 3, 3, 1, 1, 0), 1, random);
        }
    }

    [Fact]
    public void AnyKernelAndBorder_EqualsThePaddedImage()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var channels = random.Next(1, 70);
            var sizes = new ConvolutionSizes(
                random.Next(1, 3),
                channels,
                1,
                channels,
                random.Next(1, 6),
                random.Next(1, 14),
                random.Next(1, 5),
                random.Next(1, 6),
                random.Next(1, 4),
                random.Next(1, 3),
                random.Next(2));
            Check(sizes, random.Next(4), random);
        }
    }

    [Fact]
    public void BordersOfOtherLayers_AreRefused()
    {
        Set(new(1, 2, 1, 2, 3, 3, 3, 3, 1, 1, 0), 1);
        Assert.Throws<ArgumentException>(() => new DepthwiseConvolutionInt8Accumulate<Shape>(new sbyte[18], []));
        Assert.Throws<ArgumentException>(() => new ConvolutionInt8<Shape>(new sbyte[18], [], 0, [1], 0, 0, 255));
    }

    private static void Set(ConvolutionSizes sizes, int border)
    {
        Shape.Padded = sizes;
        (Shape.PadTop, Shape.PadLeft) = (Math.Min(border, sizes.InputHeight - 1), Math.Min(border, sizes.InputWidth - 1));
        (Shape.PadBottom, Shape.PadRight) = (Math.Min(border, sizes.InputHeight - 1 - Shape.PadTop), Math.Min(border, sizes.InputWidth - 1 - Shape.PadLeft));
    }

    private static void Check(ConvolutionSizes sizes, int border, Random random)
    {
        Set(sizes, border);
        var channels = sizes.Groups;
        var weights = Int8Values.Weights(channels * sizes.Depth, random, random.Next(4));
        var image = Int8Values.Activations(Shape.Batch * Shape.InputHeight * Shape.InputWidth * channels, random, random.Next(6) / 3);
        foreach (var path in Int8Paths.Supported)
        {
            foreach (var (signed, plain) in new[] { (false, false), (false, true), (true, false), (true, true) })
            {
                var inputZeroPoint = signed ? random.Next(-128, 128) : random.Next(256);
                var (low, high) = signed ? (-128, 127) : (0, 255);
                var outputZeroPoint = plain ? low : random.Next(low, high + 1);
                var (minimum, maximum) = plain ? (low, high) : (random.Next(low, outputZeroPoint + 1), random.Next(outputZeroPoint, high + 1));
                var bias = Int8Values.Integers(channels, random);
                var multipliers = Int8Values.Floats(channels, random, plain ? 0.002f : random.Next(2) == 0 ? 1e20f : 0.01f);
                var sums = Int8Oracle.Convolution(sizes, Int8Oracle.Centre(Shape.Pad(image, unchecked((byte)inputZeroPoint)), signed, inputZeroPoint), weights);
                var layer = new DepthwiseConvolutionInt8<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, path);
                var actual = Run(layer, image, sums.Length, signed, random.Next(2) == 0);
                for (var i = 0; i < sums.Length; i++)
                {
                    var expected = Int8Oracle.Requantize(sums[i] + bias[i % channels], multipliers[i % channels], outputZeroPoint, minimum, maximum);
                    if (actual[i] != expected)
                    {
                        Assert.Fail($"{sizes}, border {border}, {path}, signed {signed}, plain {plain}, element {i}: {expected} expected, {actual[i]} found.");
                    }
                }
            }
        }
    }

    private static int[] Run(DepthwiseConvolutionInt8<Shape> layer, byte[] image, int length, bool signed, bool atEnd)
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
