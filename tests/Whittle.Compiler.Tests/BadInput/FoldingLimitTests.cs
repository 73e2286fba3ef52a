using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.BadInput;

/// <summary>Constants that cannot be computed, or not within reason.</summary>
public class FoldingLimitTests
{
    [Fact]
    public void Div_ByTheIntegerZero() => Refused.As(
        ErrorIds.ShapeMismatch, "n0", new TestModel()
            .Integers("a", 7, 8)
            .Integers("b", 2, 0)
            .Node("Div", "a b", "y")
            .Output("y", OnnxElementType.Int64), "element 1", "'b'", "0");

    [Fact]
    public void Div_OfAnInput_ByTheIntegerZero() => Refused.As(
        ErrorIds.ShapeMismatch, "n0", new TestModel()
            .Input("x", OnnxElementType.Int32, 2)
            .Constant(OnnxTensor.FromInt32s("b", [], [0]))
            .Node("Div", "x b", "y")
            .Output("y", OnnxElementType.Int32), "element 0");

    [Fact]
    public void Div_ByTheFloatZero_IsInfinity() =>
        Assert.Equal(
            [float.PositiveInfinity],
            new TestModel().Floats("a", 7).Floats("b", 0).Node("Div", "a b", "y").Output("y").Import().Outputs[0].Value.Constant!.ToFloats());

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(0, float.PositiveInfinity, 1)]
    [InlineData(float.NaN, 1, 1)]
    [InlineData(0, 1e30f, 1)]
    public void Range_WithoutEnd(float start, float limit, float delta) => Refused.As(
        ErrorIds.ShapeMismatch, "n0", new TestModel()
            .Scalar("s", start)
            .Scalar("l", limit)
            .Scalar("d", delta)
            .Node("Range", "s l d", "y")
            .Output("y"), "is no range");

    [Fact]
    public void Range_OfTwoStarts() => Refused.As(
        ErrorIds.ShapeMismatch, "n0", new TestModel().Floats("s", 1, 2).Scalar("l", 3).Node("Range", "s l l", "y").Output("y"), "operand 0 has the shape [2]");

    [Fact]
    public void Range_OfABillion_IsNotComputed() => Refused.As(
        ErrorIds.UnsupportedForm, "n0", new TestModel()
            .Scalar("s", 0)
            .Scalar("l", 1e9f)
            .Scalar("d", 1)
            .Node("Range", "s l d", "y")
            .Output("y"), "float32[1000000000]", "67108864");

    [Fact]
    public void ConstantOfShape_OfGigabytes_IsLeftToRunTime() =>
        Assert.Single(new TestModel().Integers("s", 40000, 40000).Node("ConstantOfShape", "s", "y").Output("y").Import().Nodes);

    [Fact]
    public void ConstantOfShape_BeyondAnyTensor() => Refused.As(
        ErrorIds.ShapeMismatch, "n0", new TestModel()
            .Integers("s", 1L << 31, 1L << 31)
            .Node("ConstantOfShape", "s", "y")
            .Output("y"), "[2147483647, 2147483647]");

    [Fact]
    public void ConstantOfShape_Negative() => Refused.As(
        ErrorIds.ShapeMismatch, "n0", new TestModel().Integers("s", 4, -2).Node("ConstantOfShape", "s", "y").Output("y"), "[4, -2]");

    [Fact]
    public void ConstantOfShape_OfTwoValues() => Refused.As(
        ErrorIds.ShapeMismatch, "n0", new TestModel()
            .Integers("s", 4)
            .Node("ConstantOfShape", "s", "y", ("value", OnnxTensor.FromFloats("", [2], [1, 2])))
            .Output("y"), "[2]");

    [Fact]
    public void Expand_OfGigabytes_IsLeftToRunTime() =>
        Assert.Single(new TestModel().Floats("c", 1).Integers("s", 70_000_000).Node("Expand", "c s", "y").Output("y").Import().Nodes);

    [Fact]
    public void Arena_OfGigabytes_IsRefused()
    {
        var model = new TestModel().Input("x", 1).Integers("s", 300_000_000).Integers("t", 1);
        model.Node("Expand", "x s", "a").Node("Abs", "a", "b").Node("Add", "a b", "c").Node("ReduceSum", "c", "y").Output("y");
        Refused.As(ErrorIds.UnsupportedForm, "", model, "2147483647 bytes", "float32[300000000]");
    }

    [Fact]
    public void Gather_IndexOutsideAConstant() => Refused.As(
        ErrorIds.ShapeMismatch, "n0", new TestModel()
            .Integers("c", 1, 2, 3)
            .Integers("i", -4)
            .Node("Gather", "c i", "y")
            .Output("y", OnnxElementType.Int64), "index -4", "[3]");
}
