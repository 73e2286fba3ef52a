using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Facts;

public class ScaleFactTests
{
    [Theory]
    [InlineData(0f, "zero")]
    [InlineData(-1f, "negative")]
    [InlineData(float.NaN, "not finite")]
    [InlineData(1e-39f, "denormal")]
    public void BadScale_IsNamed(float scale, string what) =>
        Assert.Equal($"n1 operator=DequantizeLinear what={what} channels=1", Dequantized(scale).One(FactKinds.BadScale));

    // The smallest normal float divides as well as any.
    [Fact]
    public void SmallScale_IsFine() => Assert.Empty(Dequantized(1.18e-38f).Found(FactKinds.BadScale));

    [Theory]
    [InlineData(63, 1)]
    [InlineData(64, 0)]
    public void Weights_ThatStayInTheInnerHalf_AreNamed(int largest, int count) =>
        Assert.Equal(count, Layer(i => (sbyte)((i * 7 % ((2 * largest) + 1)) - largest)).Found(FactKinds.UnusedRange).Count);

    [Fact]
    public void UnsignedWeights_AreMeasuredFromTheirZeroPoint() =>
        Assert.Equal("n2 type=int8 used=127 levels=256 count=72 of=weights", Layer(i => (sbyte)((i * 7 % 127) - 63)).One(FactKinds.UnusedRange));

    [Theory]
    [InlineData(1 / 64f, 1)]
    [InlineData(1 / 256f, 0)]
    public void BoundedActivations_WithACoarseScale_AreNamed(float scale, int count) => Assert.Equal(
        count,
        new TestModel().Input("x", 1, 100).Scalar("s", scale).Constant(OnnxTensor.FromBytes("z", [], [0]))
            .Node("Sigmoid", "x", "p")
                .Node("QuantizeLinear", "p s z", "q")
                .Node("DequantizeLinear", "q s z", "y")
                .Output("y")
                .Found(FactKinds.UnusedRange).Count);

    // Two outputs whose largest weights are 127 and 1: the second could have a scale 127 times as fine, which leaves half of the noise: 3.0 dB.
    [Fact]
    public void PerTensorScale_CarriesItsGain() =>
        Assert.Equal("n2 outputs=2 weights=72 gain=3.0", Layer(i => (sbyte)(i < 36 ? 127 : 1)).One(FactKinds.PerTensorScale));

    [Fact]
    public void PerChannelScales_AreFine() => Assert.Empty(Networks.Quantized().Found(FactKinds.PerTensorScale));

    private static TestModel Dequantized(float scale) => new TestModel().Input("x", OnnxElementType.UInt8, 1, 4).Input("x2", 1, 4)
        .Scalar("s", scale).Constant(OnnxTensor.FromBytes("z", [], [0]))
        .Node("Abs", "x2", "a").Node("DequantizeLinear", "x s z", "d").Node("Add", "a d", "y").Output("y");

    /// <summary>A convolution of 72 int8 weights with one scale between quantized activations.</summary>
    private static TestModel Layer(Func<int, sbyte> weight) => new TestModel(13)
        .Input("x", OnnxElementType.UInt8, 1, 4, 6, 6)
        .Scalar("s", 0.02f).Constant(OnnxTensor.FromBytes("z", [], [7])).Scalar("sw", 0.01f).Constant(OnnxTensor.FromSBytes("zw", [], [0]))
        .Constant(OnnxTensor.FromSBytes("w", [2, 4, 3, 3], [.. Enumerable.Range(0, 72).Select(weight)]))
        .Node("DequantizeLinear", "x s z", "d").Node("DequantizeLinear", "w sw zw", "dw").Node("Conv", "d dw", "c")
        .Node("QuantizeLinear", "c s z", "q").Node("DequantizeLinear", "q s z", "y").Output("y");
}
