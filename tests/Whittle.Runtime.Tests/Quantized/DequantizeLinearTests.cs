using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

public class DequantizeLinearTests
{
    [Fact]
    public void Run_EveryLengthOnEveryPath_EqualsScalar()
    {
        Lengths<byte>(200);
        Lengths<sbyte>(-100);
        Lengths<int>(0);
    }

    [Fact]
    public void Run_AllElements_EqualsOnnxRuntime()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            AgainstOnnxRuntime<byte>(new Random(seed));
            AgainstOnnxRuntime<sbyte>(new Random(seed));
            AgainstOnnxRuntime<int>(new Random(seed));
        }
    }

    [Fact]
    public void RunPerAxis_EqualsOnnxRuntime()
    {
        var random = new Random(5);
        var input = Samples.Elements<byte>(random, 2 * 3 * 37);
        var zeroPoints = Samples.Elements<byte>(random, 3);
        float[] scales = [0.1f, 0.033f, 7f];
        using var session = new OrtModel()
            .Input<byte>("x", 2, 3, 37)
            .Constant("s", scales, 3)
            .Constant("z", zeroPoints, 3)
            .Node("DequantizeLinear", ["x", "s", "z"], ["y"], ("axis", 1))
            .Output<float>("y")
            .Open();
        var output = new float[input.Length];
        DequantizeLinear.RunPerAxis(input, output, scales, zeroPoints, outer: 2, channels: 3, inner: 37);
        Assert.Equal(session.Run<float>([input]), output);
    }

    [Fact]
    public void Run_Int32WithZeroPoint_IsRefused() =>
        Assert.Throws<ArgumentException>("zeroPoint", () => DequantizeLinear.Run(new int[1], new float[1], 1f, 1));

    private static void Lengths<T>(int zeroPoint)
        where T : unmanaged
    {
        var random = new Random(2);
        for (var length = 0; length <= 257; length++)
        {
            using var input = new GuardedBuffer<T>(Samples.Elements<T>(random, length));
            using var output = new GuardedBuffer<float>(new float[length]);
            var expected = new float[length];
            DequantizeLinear.Run(input.Span, expected, 0.037f, zeroPoint, IsaLevel.Scalar);
            foreach (var level in Samples.VectorLevels)
            {
                output.Span.Clear();
                DequantizeLinear.Run(input.Span, output.Span, 0.037f, zeroPoint, level);
                Assert.Equal(expected, output.Span.ToArray());
            }
        }
    }

    private static void AgainstOnnxRuntime<T>(Random random)
        where T : unmanaged
    {
        var isInt32 = typeof(T) == typeof(int);
        var scale = Samples.Scale(random);
        var zeroPoint = isInt32 ? 0 : Samples.ZeroPoint<T>(random);
        var input = Samples.Elements<T>(random, 1003);
        var model = new OrtModel().Input<T>("x", input.Length).Scalar("s", scale);
        model = isInt32
            ? model.Node("DequantizeLinear", ["x", "s"], ["y"])
            : model.Scalar("z", Element8.FromInt32<T>(zeroPoint))
                .Node("DequantizeLinear", ["x", "s", "z"], ["y"]);
        using var session = model.Output<float>("y").Open();
        var output = new float[input.Length];
        DequantizeLinear.Run(input, output, scale, zeroPoint);
        Assert.Equal(session.Run<float>([input]), output);
    }
}
