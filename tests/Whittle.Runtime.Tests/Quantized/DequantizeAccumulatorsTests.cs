using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

public class DequantizeAccumulatorsTests
{
    [Fact]
    public void Run_EveryLengthOnEveryPath_EqualsScalar()
    {
        var random = new Random(4);
        for (var channels = 0; channels <= 257; channels++)
        {
            using var accumulators = new GuardedBuffer<int>([.. Enumerable.Range(0, 2 * channels).Select(_ => random.Next(-20000, 20000))]);
            using var scales = new GuardedBuffer<float>([.. Enumerable.Range(0, channels).Select(_ => (float)random.NextDouble())]);
            using var zeroPoints = new GuardedBuffer<int>([.. Enumerable.Range(0, channels).Select(_ => random.Next(-100, 100))]);
            using var output = new GuardedBuffer<float>(new float[2 * channels]);
            var expected = new float[2 * channels];
            foreach (var isFull in (bool[])[false, true])
            {
                var bias = isFull ? scales.Span : [];
                var corrections = isFull ? zeroPoints.Span : [];
                DequantizeAccumulators.Run(
                    accumulators.Span, expected, 0.3f, scales.Span, bias, corrections, [300, -77], 2, channels, IsaLevel.Scalar);
                foreach (var level in Samples.VectorLevels)
                {
                    output.Span.Clear();
                    DequantizeAccumulators.Run(accumulators.Span, output.Span, 0.3f, scales.Span, bias, corrections, [300, -77], 2, channels, level);
                    Assert.Equal(expected, output.Span.ToArray());
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_PerChannelWithWeightZeroPoints_EqualsOnnxRuntimeMatMulIntegerToFloat(bool hasBias)
    {
        const int Rows = 5, Depth = 40, Channels = 37;
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var xs = Samples.Scale(random);
            var xz = random.Next(256);
            float[] ws = [.. Enumerable.Range(0, Channels).Select(_ => (float)random.NextDouble() * 0.1f)];
            float[] bias = hasBias ? [.. ws.Select(w => (w - 0.05f) * 100)] : [];
            var wz = Samples.Elements<byte>(random, Channels);
            var input = Samples.Elements<byte>(random, Rows * Depth);
            var weights = Samples.Elements<byte>(random, Depth * Channels);
            var model = new OrtModel()
                .Input<byte>("x", Rows, Depth)
                .Scalar("xs", xs)
                .Scalar("xz", (byte)xz)
                .Constant("w", weights, Depth, Channels)
                .Constant("ws", ws, Channels)
                .Constant("wz", wz, Channels)
                .Output<float>("y");
            model = hasBias ? model.Constant("b", bias, Channels) : model;
            using var session = model.Node("com.microsoft:MatMulIntegerToFloat", ["x", "w", "xs", "ws", "xz", "wz", hasBias ? "b" : ""], ["y"]).Open();
            var (accumulators, rowSums) = IntegerProduct.Of(input, xz, weights, Rows, Depth, Channels);
            int[] weightZeroPoints = [.. wz.Select(z => (int)z)];
            var output = new float[Rows * Channels];
            DequantizeAccumulators.Run(accumulators, output, xs, ws, bias, weightZeroPoints, rowSums, Rows, Channels);
            Assert.Equal(session.Run<float>([input]), output);
        }
    }
}
