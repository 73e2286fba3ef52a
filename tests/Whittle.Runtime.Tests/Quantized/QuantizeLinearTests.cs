using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

public class QuantizeLinearTests
{
    [Fact]
    public void Run_TiesLimitsAndNaN_AreWorkedByHand()
    {
        float[] input = [0.5f, 1.5f, -0.5f, 2.5f, 1000f, -1000f, float.NaN, float.PositiveInfinity];
        var unsigned = new byte[input.Length];
        var signed = new sbyte[input.Length];
        QuantizeLinear.Run(input, unsigned, scale: 1f, zeroPoint: 3);
        QuantizeLinear.Run(input, signed, scale: 1f, zeroPoint: 3);
        Assert.Equal([3, 5, 3, 5, 255, 0, 0, 255], unsigned);
        Assert.Equal([3, 5, 3, 5, 127, -128, -128, 127], signed);
    }

    [Fact]
    public void Run_EveryLengthOnEveryPath_EqualsScalar()
    {
        Lengths<byte>(7);
        Lengths<sbyte>(-5);
    }

    [Fact]
    public void Run_HardFloats_EqualsOnnxRuntime()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            AgainstOnnxRuntime<byte>(seed);
            AgainstOnnxRuntime<sbyte>(seed);
        }
    }

    [Theory]
    [InlineData(2, 5, 1)]
    [InlineData(3, 4, 19)]
    public void RunPerAxis_HardFloats_EqualsOnnxRuntime(int outer, int channels, int inner)
    {
        var random = new Random(3);
        var input = Samples.Floats(random, 0.02f, outer * channels * inner);
        var scales = Enumerable.Range(0, channels).Select(_ => Samples.Scale(random)).ToArray();
        var zeroPoints = Samples.Elements<sbyte>(random, channels);
        using var session = new OrtModel()
            .Input<float>("x", outer, channels, inner)
            .Constant("s", scales, channels)
            .Constant("z", zeroPoints, channels)
            .Node("QuantizeLinear", ["x", "s", "z"], ["y"], ("axis", 1))
            .Output<sbyte>("y")
            .Open();
        var output = new sbyte[input.Length];
        QuantizeLinear.RunPerAxis(input, output, scales, zeroPoints, outer, channels, inner);
        Assert.Equal(session.Run<sbyte>([input]), output);
    }

    [Fact]
    public void Run_WrongLength_NamesTheParameter() =>
        Assert.Throws<ArgumentException>("output", () => QuantizeLinear.Run(new float[3], new byte[2], 1f, 0));

    private static void Lengths<T>(int zeroPoint)
        where T : unmanaged
    {
        var random = new Random(1);
        for (var length = 0; length <= 257; length++)
        {
            using var input = new GuardedBuffer<float>(Samples.Floats(random, 0.1f, length));
            using var output = new GuardedBuffer<T>(new T[length]);
            var expected = new T[length];
            QuantizeLinear.Run(input.Span, expected, 0.1f, zeroPoint, IsaLevel.Scalar);
            foreach (var level in Samples.VectorLevels)
            {
                output.Span.Clear();
                QuantizeLinear.Run(input.Span, output.Span, 0.1f, zeroPoint, level);
                Assert.Equal(expected, output.Span.ToArray());
            }
        }
    }

    private static void AgainstOnnxRuntime<T>(int seed)
        where T : unmanaged
    {
        var random = new Random(seed);
        var scale = Samples.Scale(random);
        var zeroPoint = Samples.ZeroPoint<T>(random);
        var input = Samples.Floats(random, scale, 10007);
        using var session = new OrtModel()
            .Input<float>("x", input.Length)
            .Scalar("s", scale)
            .Scalar("z", Element8.FromInt32<T>(zeroPoint))
            .Node("QuantizeLinear", ["x", "s", "z"], ["y"])
            .Output<T>("y")
            .Open();
        var output = new T[input.Length];
        QuantizeLinear.Run(input, output, scale, zeroPoint);
        Assert.Equal(session.Run<T>([input]), output);
    }
}
