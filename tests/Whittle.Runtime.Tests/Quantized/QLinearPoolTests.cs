using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

public class QLinearPoolTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 49, 33)]
    [InlineData(1, 1000, 21)]
    [InlineData(2, 600, 150)]
    [InlineData(1, 600, 330)]
    public void GlobalAveragePool_RandomImages_EqualsOnnxRuntime(int batch, int pixels, int channels)
    {
        for (var seed = 0; seed < 25; seed++)
        {
            Global<byte>(new Random(seed), batch, pixels, channels);
            Global<sbyte>(new Random(seed), batch, pixels, channels);
        }
    }

    [Fact]
    public void AveragePool_RandomGeometries_EqualsOnnxRuntime()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            Average<byte>(new Random(seed), wholeImage: seed % 10 == 0);
            Average<sbyte>(new Random(seed), wholeImage: seed % 10 == 0);
        }
    }

    [Fact]
    public void Run_EveryChannelCountOnEveryPath_EqualsScalar()
    {
        var random = new Random(6);
        var scales = new QLinearAveragePool.Scales(0.03f, 12, 0.05f, 100);
        for (var channels = 1; channels <= 257; channels++)
        {
            var geometry = new QLinearAveragePool.Geometry(1, channels, 4, 3, 2, 2, 3, 2, 2, 1, 1, 0, IsPadded: true, CountIncludePad: false);
            using var input = new GuardedBuffer<byte>(Samples.Elements<byte>(random, 12 * channels));
            using var output = new GuardedBuffer<byte>(new byte[4 * channels]);
            var expected = new byte[4 * channels];
            var expectedGlobal = new byte[channels];
            QLinearAveragePool.Run(input.Span, expected, scales, geometry, IsaLevel.Scalar);
            QLinearGlobalAveragePool.Run(input.Span, expectedGlobal, 0.03f, 12, 0.05f, 100, 1, 12, channels, IsaLevel.Scalar);
            foreach (var level in Samples.VectorLevels)
            {
                QLinearAveragePool.Run(input.Span, output.Span, scales, geometry, level);
                Assert.Equal(expected, output.Span.ToArray());
                QLinearGlobalAveragePool.Run(input.Span, output.Span[..channels], 0.03f, 12, 0.05f, 100, 1, 12, channels, level);
                Assert.Equal(expectedGlobal, output.Span[..channels].ToArray());
            }
        }
    }

    private static void Global<T>(Random random, int batch, int pixels, int channels)
        where T : unmanaged
    {
        float xs = Samples.Scale(random), ys = xs * (0.2f + (float)random.NextDouble());
        int xz = Samples.ZeroPoint<T>(random), yz = Samples.ZeroPoint<T>(random);
        var input = Samples.Elements<T>(random, batch * pixels * channels);
        using var session = Model<T>([batch, channels, 1, pixels], xs, xz, ys, yz)
            .Node("com.microsoft:QLinearGlobalAveragePool", ["x", "xs", "xz", "ys", "yz"], ["y"], ("channels_last", 0))
            .Open();
        var output = new T[batch * channels];
        QLinearGlobalAveragePool.Run(input, output, xs, xz, ys, yz, batch, pixels, channels);
        Assert.Equal(session.Run<T>([Swap(input, pixels, channels)]), output);
    }

    private static void Average<T>(Random random, bool wholeImage)
        where T : unmanaged
    {
        float xs = Samples.Scale(random), ys = xs * (0.2f + (float)random.NextDouble());
        int xz = Samples.ZeroPoint<T>(random), yz = Samples.ZeroPoint<T>(random);
        int batch = random.Next(1, 3), channels = random.Next(1, 40), height = random.Next(4, 12), width = random.Next(4, 12);
        int kh = wholeImage ? height : random.Next(1, 4), kw = wholeImage ? width : random.Next(1, 4);
        int sh = random.Next(1, 4), sw = random.Next(1, 4);
        int[] pads = wholeImage ? [0, 0, 0, 0] : [random.Next(kh), random.Next(kw), random.Next(kh), random.Next(kw)];
        int ceil = random.Next(2), include = random.Next(2);
        var input = Samples.Elements<T>(random, batch * height * width * channels);
        using var session = Model<T>([batch, channels, height, width], xs, xz, ys, yz)
            .Node(
                "com.microsoft:QLinearAveragePool",
                ["x", "xs", "xz", "ys", "yz"],
                ["y"],
                ("kernel_shape", new[] { kh, kw }),
                ("strides", new[] { sh, sw }),
                ("pads", pads),
                ("ceil_mode", ceil),
                ("count_include_pad", include))
            .Open();
        var expected = session.Run<T>([Swap(input, height * width, channels)]);
        var oh = Extent(height, kh, sh, pads[0] + pads[2], ceil);
        var ow = Extent(width, kw, sw, pads[1] + pads[3], ceil);
        // A window that starts past the image has nothing to average: ONNX Runtime divides by zero or less there, and no exporter writes such a model.
        if (((oh - 1) * sh) - pads[0] >= height || ((ow - 1) * sw) - pads[1] >= width)
        {
            return;
        }

        var output = new T[batch * oh * ow * channels];
        QLinearAveragePool.Run(
            input, output, xs, xz, ys, yz, batch, channels, height, width, oh, ow, kh, kw, sh, sw, pads[0], pads[1], pads[2], pads[3], include == 1);
        Assert.Equal(expected, Swap(output, oh * ow, channels));
    }

    private static int Extent(int size, int kernel, int stride, int pads, int ceil) =>
        ((size + pads - kernel + (ceil * (stride - 1))) / stride) + 1;

    private static OrtModel Model<T>(int[] shape, float xs, int xz, float ys, int yz)
        where T : unmanaged => new OrtModel()
        .Input<T>("x", shape)
        .Scalar("xs", xs)
        .Scalar("xz", Element8.FromInt32<T>(xz))
        .Scalar("ys", ys)
        .Scalar("yz", Element8.FromInt32<T>(yz))
        .Output<T>("y");

    /// <summary>Channels-last to channels-first.</summary>
    private static T[] Swap<T>(T[] values, int pixels, int channels)
    {
        var result = new T[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (b, p, c) = (i / (pixels * channels), i / channels % pixels, i % channels);
            result[(((b * channels) + c) * pixels) + p] = values[i];
        }

        return result;
    }
}
