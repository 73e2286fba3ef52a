using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

public class RequantizeTests
{
    [Fact]
    public void Run_TiesAndLimits_AreWorkedByHand()
    {
        var output = new byte[6];
        Requantize.Run<byte>([1, 3, 5, -1, 10000, -10000], output, [0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f], outputZeroPoint: 10, pixels: 1, channels: 6);
        Assert.Equal([10, 12, 12, 10, 255, 0], output);
    }

    [Fact]
    public void Run_EveryLengthOnEveryPath_EqualsScalar()
    {
        Lengths<byte>(130);
        Lengths<sbyte>(-7);
    }

    [Fact]
    public void Run_PerChannelWithWeightZeroPoints_EqualsOnnxRuntimeQLinearMatMul()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            AgainstOnnxRuntime<byte, byte>(new Random(seed));
            AgainstOnnxRuntime<byte, sbyte>(new Random(seed));
            AgainstOnnxRuntime<sbyte, sbyte>(new Random(seed));
        }
    }

    private static void Lengths<T>(int zeroPoint)
        where T : unmanaged
    {
        var random = new Random(4);
        for (var channels = 0; channels <= 257; channels++)
        {
            const int Pixels = 2;
            using var accumulators = new GuardedBuffer<int>([.. Enumerable.Range(0, Pixels * channels).Select(_ => random.Next(-20000, 20000))]);
            using var multipliers = new GuardedBuffer<float>([.. Enumerable.Range(0, channels).Select(_ => random.Next(1, 9) / 512f)]);
            using var weightZeroPoints = new GuardedBuffer<int>([.. Enumerable.Range(0, channels).Select(_ => random.Next(-100, 100))]);
            using var output = new GuardedBuffer<T>(new T[Pixels * channels]);
            var expected = new T[Pixels * channels];
            int[] rowSums = [300, -77];
            foreach (var isCorrected in (bool[])[false, true])
            {
                var corrections = isCorrected ? weightZeroPoints.Span : [];
                Requantize.Run(
                    accumulators.Span, expected, multipliers.Span, corrections, rowSums, zeroPoint, Pixels, channels, IsaLevel.Scalar);
                foreach (var level in Samples.VectorLevels)
                {
                    output.Span.Clear();
                    Requantize.Run(accumulators.Span, output.Span, multipliers.Span, corrections, rowSums, zeroPoint, Pixels, channels, level);
                    Assert.Equal(expected, output.Span.ToArray());
                }
            }
        }
    }

    // Odd scales: the multiplier is (xs · ws) / ys, every step rounded to float.
    private static void AgainstOnnxRuntime<TInput, TWeight>(Random random)
        where TInput : unmanaged
        where TWeight : unmanaged
    {
        const int Rows = 7, Depth = 50, Channels = 37;
        float xs = Samples.Scale(random), ys = xs * 40 * (0.01f + (float)random.NextDouble());
        float[] ws = [.. Enumerable.Range(0, Channels).Select(_ => (float)random.NextDouble() * 0.1f)];
        int xz = Samples.ZeroPoint<TInput>(random), yz = Samples.ZeroPoint<TInput>(random);
        var wz = Samples.Elements<TWeight>(random, Channels);
        var input = Samples.Elements<TInput>(random, Rows * Depth);
        var weights = Samples.Elements<TWeight>(random, Depth * Channels);
        using var session = new OrtModel()
            .Input<TInput>("x", Rows, Depth)
            .Scalar("xs", xs)
            .Scalar("xz", Element8.FromInt32<TInput>(xz))
            .Constant("w", weights, Depth, Channels)
            .Constant("ws", ws, Channels)
            .Constant("wz", wz, Channels)
            .Scalar("ys", ys)
            .Scalar("yz", Element8.FromInt32<TInput>(yz))
            .Node("QLinearMatMul", ["x", "xs", "xz", "w", "ws", "wz", "ys", "yz"], ["y"])
            .Output<TInput>("y")
            .Open();
        var (accumulators, rowSums) = IntegerProduct.Of(input, xz, weights, Rows, Depth, Channels);
        float[] multipliers = [.. ws.Select(w => xs * w / ys)];
        int[] weightZeroPoints = [.. wz.Select(Element8.ToInt32)];
        var output = new TInput[Rows * Channels];
        Requantize.Run(accumulators, output, multipliers, weightZeroPoints, rowSums, yz, Rows, Channels);
        Assert.Equal(session.Run<TInput>([input]), output);
    }
}
