using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

public class DynamicQuantizeLinearTests
{
    public static TheoryData<float[]> Rows =>
    [
        new float[] { 0f, 0f, 0f },
        new float[] { -0f },
        new float[] { 1f, 2f, 3f },
        new float[] { -1f, -2f, -3f },
        new float[] { -1f, 1f },
        new float[] { 1e-38f, 1e-39f },
        new float[] { float.PositiveInfinity, 1f, -2f },
        new float[] { float.NegativeInfinity, 1f, 2f },
        new float[] { 255f, 0.5f, 1.5f, 2.5f },
        new float[] { -127.5f, 127.5f, 0.5f },
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Run_SpecialRows_EqualsOnnxRuntime(float[] input) => AgainstOnnxRuntime(input);

    [Fact]
    public void Run_RandomRows_EqualsOnnxRuntime()
    {
        var random = new Random(11);
        for (var trial = 0; trial < 60; trial++)
        {
            var shift = trial % 3 - 1;
            var scale = Samples.Scale(random);
            AgainstOnnxRuntime([.. Enumerable.Range(0, random.Next(1, 900)).Select(_ => ((float)random.NextDouble() - 0.5f + shift) * scale)]);
        }
    }

    [Fact]
    public void Run_EveryLengthOnEveryPath_EqualsScalar()
    {
        var random = new Random(12);
        for (var length = 0; length <= 257; length++)
        {
            float[] values = [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - 0.3f)];
            using var input = new GuardedBuffer<float>(values);
            using var output = new GuardedBuffer<byte>(new byte[length]);
            var expected = new byte[length];
            DynamicQuantizeLinear.Run(input.Span, expected, out var expectedScale, out var expectedZeroPoint, IsaLevel.Scalar);
            foreach (var level in Samples.VectorLevels)
            {
                DynamicQuantizeLinear.Run(input.Span, output.Span, out var scale, out var zeroPoint, level);
                Assert.Equal((expectedScale, expectedZeroPoint), (scale, zeroPoint));
                Assert.Equal(expected, output.Span.ToArray());
            }
        }
    }

    private static void AgainstOnnxRuntime(float[] input)
    {
        using var session = new OrtModel()
            .Input<float>("x", input.Length)
            .Node("DynamicQuantizeLinear", ["x"], ["y", "s", "z"])
            .Output<byte>("y")
            .Output<float>("s")
            .Output<byte>("z")
            .Open();
        var output = new byte[input.Length];
        var scale = new float[1];
        var zeroPoint = new byte[1];
        DynamicQuantizeLinear.Run(input, output, scale, zeroPoint);
        Assert.Equal(session.Run<float>([input], "s"), scale);
        Assert.Equal(session.Run<byte>([input], "z"), zeroPoint);
        Assert.Equal(session.Run<byte>([input], "y"), output);
    }
}
