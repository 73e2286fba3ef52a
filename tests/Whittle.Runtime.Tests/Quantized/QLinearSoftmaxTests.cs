using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

public class QLinearSoftmaxTests
{
    [Fact]
    public void Run_TwoEqualElements_AreHalves()
    {
        var output = new byte[2];
        QLinearSoftmax.Run<byte>([9, 9], output, QuantizedTables.SoftmaxExponentials(0.1f, 2), 1f / 256, 0, outer: 1, axisLength: 2);
        Assert.Equal([128, 128], output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(257)]
    [InlineData(1000)]
    public void Run_RandomRows_EqualsOnnxRuntime(int axisLength)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            AgainstOnnxRuntime<byte>(new Random(seed), axisLength, 1f / 256, 0);
            AgainstOnnxRuntime<sbyte>(new Random(seed), axisLength, 1f / 256, -128);
            AgainstOnnxRuntime<byte>(new Random(seed), axisLength, 0.0031f, 7);
            AgainstOnnxRuntime<sbyte>(new Random(seed), axisLength, 0.0047f, -20);
        }
    }

    private static void AgainstOnnxRuntime<T>(Random random, int axisLength, float outputScale, int outputZeroPoint)
        where T : unmanaged
    {
        const int Rows = 50;
        var inputScale = Samples.Scale(random);
        var input = Samples.Elements<T>(random, Rows * axisLength);
        using var session = new OrtModel()
            .Input<T>("x", Rows, axisLength)
            .Scalar("xs", inputScale)
            .Scalar("xz", Element8.FromInt32<T>(3))
            .Scalar("ys", outputScale)
            .Scalar("yz", Element8.FromInt32<T>(outputZeroPoint))
            .Node("com.microsoft:QLinearSoftmax", ["x", "xs", "xz", "ys", "yz"], ["y"], ("opset", 13))
            .Output<T>("y")
            .Open();
        var output = new T[input.Length];
        var exponentials = QuantizedTables.SoftmaxExponentials(inputScale, axisLength);
        QLinearSoftmax.Run(input, output, exponentials, outputScale, outputZeroPoint, Rows, axisLength);
        Assert.Equal(session.Run<T>([input]), output);
    }
}
