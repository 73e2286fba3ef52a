using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Facts;

public class LayerFactTests
{
    [Fact]
    public void IntegerWeightsWithFloatInput_AreNamed() => Assert.Equal("n1 type=int8", WeightOnly().One(FactKinds.FloatActivations));

    [Fact]
    public void IntegerLayer_IsFine() => Assert.Empty(Networks.Quantized().Found(FactKinds.FloatActivations));

    [Theory]
    [InlineData(float.NaN, "n0 nan=1 infinite=0 operand=w")]
    [InlineData(float.NegativeInfinity, "n0 nan=0 infinite=1 operand=w")]
    public void NonFiniteWeights_AreNamed(float value, string expected) => Assert.Equal(expected, Product(1, value, 2, 3).One(FactKinds.NonFinite));

    [Fact]
    public void InfiniteMask_IsFine() =>
        Assert.Empty(
            new TestModel().Input("x", 1, 2).Floats("mask", 0, float.NegativeInfinity).Node("Add", "x mask", "y").Output("y").Found(FactKinds.NonFinite));

    // Weights [inputs, outputs]: the second output's column is zero, and the first input's row.
    [Fact]
    public void ZeroRowsAndColumns_AreCounted() =>
        Assert.Equal("n0 outputs=1 inputs=1 totalOutputs=2 totalInputs=2", Product(0, 0, 2, 0).One(FactKinds.ZeroChannels));

    [Fact]
    public void ScatteredZeros_AreFine() => Assert.Empty(Product(0, 1, 2, 0).Found(FactKinds.ZeroChannels));

    [Fact]
    public void EqualTensors_AreNamed() => Assert.Equal("w2 of=w1 bytes=400", Two(i => i, i => i).One(FactKinds.Duplicate));

    [Fact]
    public void TensorsThatDifferInOneElement_AndZeros_AreFine()
    {
        Assert.Empty(Two(i => i, i => i == 50 ? -1 : i).Found(FactKinds.Duplicate));
        Assert.Empty(Two(i => 0, i => 0).Found(FactKinds.Duplicate));
    }

    // 10,000 multiplications: 25 ns for the call, and 34 a nanosecond as floats or 140 as int8.
    [Fact]
    public void FloatLayer_HasItsTimeAsInt8()
    {
        var model = new TestModel().Input("x", 1, 100).Weights("w", 100, 100).Node("MatMul", "x w", "y").Output("y");
        Assert.Equal("n0 nanoseconds=96", model.One(FactKinds.AsInt8));
        Assert.Equal(319, Assert.Single(model.Compile().Plan.Layers).Nanoseconds);
        Assert.Empty(Networks.Quantized().Found(FactKinds.AsInt8));
    }

    [Fact]
    public void OperatorSet_IsSaid() =>
        Assert.Equal(
            FormattableString.Invariant($" version=13 newest={Whittle.Compiler.Operators.OperatorTable.NewestOpset}"),
            Networks.Quantized().One(FactKinds.OperatorSet));

    private static TestModel Product(params float[] weights) =>
        new TestModel().Input("x", 1, 2).Constant(OnnxTensor.FromFloats("w", [2, 2], weights)).Node("MatMul", "x w", "y").Output("y");

    private static TestModel WeightOnly() => new TestModel().Input("x", 1, 6)
        .Constant(OnnxTensor.FromSBytes("w", [6, 3], [.. Enumerable.Range(0, 18).Select(i => (sbyte)((i * 29 % 255) - 127))])).Scalar("s", 0.03f)
        .Node("DequantizeLinear", "w s", "dw").Node("MatMul", "x dw", "y").Output("y");

    private static TestModel Two(Func<int, float> first, Func<int, float> second) => new TestModel().Input("x", 1, 10)
        .Constant(OnnxTensor.FromFloats("w1", [10, 10], [.. Enumerable.Range(0, 100).Select(first)]))
        .Constant(OnnxTensor.FromFloats("w2", [10, 10], [.. Enumerable.Range(0, 100).Select(second)]))
        .Node("MatMul", "x w1", "h").Node("Relu", "h", "r").Node("MatMul", "r w2", "y").Output("y");
}
