using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.BadInput;

/// <summary>Shapes that do not fit each other; the errors say which.</summary>
public class ShapeTests
{
    [Fact]
    public void Conv_ChannelsOfWeights() => Mismatch(Image().Weights("w", 4, 3, 3, 3).Node("Conv", "x w", "y"), "[4, 3, 3, 3]", "2 channels");

    [Fact]
    public void Conv_Groups() => Mismatch(Image().Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y", ("group", 2)), "in 2 groups");

    [Fact]
    public void Conv_GroupsThatOverflow() => Mismatch(Image().Weights("w", 2, 2, 3, 3).Node("Conv", "x w", "y", ("group", int.MaxValue)), "2147483647 groups");

    [Fact]
    public void Conv_KernelShape() =>
        Mismatch(Image().Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y", ("kernel_shape", new[] { 5, 5 })), "[5, 5]", "[4, 2, 3, 3]");

    [Fact]
    public void Conv_Bias() => Mismatch(Image().Weights("w", 4, 2, 3, 3).Floats("b", 1, 2, 3).Node("Conv", "x w b", "y"), "bias [3]", "4 channels");

    [Fact]
    public void Conv_KernelLargerThanImage() => Mismatch(Image().Weights("w", 4, 2, 9, 9).Node("Conv", "x w", "y"), "extent 9", "dimension 2 of [1, 2, 8, 8]");

    [Fact]
    public void Conv_DilatedKernelLargerThanImage() =>
        Mismatch(Image().Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y", ("dilations", new[] { 1, 4 })), "extent 9", "dimension 3");

    [Fact]
    public void Conv_ZeroStride() => Mismatch(Image().Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y", ("strides", new[] { 1, 0 })), "strides [1, 0]");

    [Fact]
    public void Conv_NumberOfPads() => Mismatch(Image().Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y", ("pads", new[] { 1, 1 })), "pads [1, 1]");

    [Fact]
    public void Conv_HugePads() =>
        Mismatch(Image().Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y", ("pads", new[] { int.MaxValue, 0, int.MaxValue, 0 })), "4294967302 elements");

    [Fact]
    public void Conv_HugeDilation() =>
        Mismatch(Image().Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y", ("dilations", new[] { 1 << 28, 1 })), "536870913 elements");

    [Fact]
    public void Conv_Rank() => Mismatch(new TestModel().Input("x", 2, 8).Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y"), "[2, 8]", "kernel of 2 dimensions");

    [Fact]
    public void Pool_KernelLargerThanImage() => Mismatch(Image().Node("MaxPool", "x", "y", ("kernel_shape", new[] { 9, 2 })), "extent 9");

    [Fact]
    public void Pool_WithoutKernel() => Mismatch(Image().Node("MaxPool", "x", "y"), "no kernel_shape");

    [Fact]
    public void Gemm_Inner() => Mismatch(new TestModel().Input("x", 2, 3).Weights("w", 4, 5).Node("Gemm", "x w", "y"), "[2, 3] and [4, 5]");

    [Fact]
    public void Gemm_Ranks() => Mismatch(new TestModel().Input("x", 2, 3, 4).Weights("w", 4, 5).Node("Gemm", "x w", "y"), "[2, 3, 4] and [4, 5]");

    [Fact]
    public void Gemm_Addend() =>
        Mismatch(new TestModel().Input("x", 2, 3).Weights("w", 3, 5).Floats("c", 1, 2, 3).Node("Gemm", "x w c", "y"), "C of shape [3]", "[2, 5]");

    [Fact]
    public void MatMul_Inner() => Mismatch(new TestModel().Input("x", 2, 3).Weights("w", 4, 5).Node("MatMul", "x w", "y"), "[2, 3] and [4, 5] do not multiply");

    [Fact]
    public void MatMul_Scalar() => Mismatch(new TestModel().Input("x", 2, 3).Scalar("w", 4).Node("MatMul", "x w", "y"), "[2, 3] and []");

    [Fact]
    public void Add_Broadcast() => Mismatch(new TestModel().Input("x", 2, 3).Floats("c", 1, 2).Node("Add", "x c", "y"), "[2, 3] and [2] do not broadcast");

    [Fact]
    public void Sum_Broadcast() => Mismatch(new TestModel().Input("x", 2, 3).Floats("c", 1, 2).Node("Sum", "x c x", "y"), "[2, 3] and [2] and [2, 3]");

    [Fact]
    public void BatchNormalization_Statistics() => Mismatch(
        Image().Floats("s", 1, 2).Floats("m", 1, 2, 3).Node("BatchNormalization", "x s s m s", "y"), "operand 3 of shape [3]", "2 channels");

    [Fact]
    public void Reshape_Count() =>
        Mismatch(new TestModel().Input("x", 2, 3).Integers("s", 4, 2).Node("Reshape", "x s", "y"), "[2, 3] does not fit into [4, 2]");

    [Fact]
    public void Reshape_OpenDimension() =>
        Mismatch(new TestModel().Input("x", 2, 3).Integers("s", 4, -1).Node("Reshape", "x s", "y"), "[2, 3] does not fit into [4, -1]");

    [Fact]
    public void Reshape_TwoOpenDimensions() => Mismatch(new TestModel().Input("x", 2, 3).Integers("s", -1, -1).Node("Reshape", "x s", "y"), "two dimensions");

    [Fact]
    public void Reshape_NegativeDimension() => Mismatch(new TestModel().Input("x", 2, 3).Integers("s", -3, -2).Node("Reshape", "x s", "y"), "[-3, -2]");

    [Fact]
    public void Concat_OtherDimensions() => Mismatch(
        new TestModel().Input("x", 2, 3).Weights("c", 3, 2).Node("Concat", "x c", "y", ("axis", 1)), "float32[2, 3] and float32[3, 2]", "axis 1");

    [Fact]
    public void Split_Sum() => Mismatch(new TestModel().Input("x", 5).Integers("s", 2, 2).Node("Split", "x s", "y z"), "[2, 2]", "[5]");

    [Fact]
    public void Split_SumThatOverflows() =>
        Mismatch(new TestModel().Input("x", 5).Integers("s", int.MaxValue, int.MaxValue).Node("Split", "x s", "y z"), "[2147483647, 2147483647]");

    [Fact]
    public void Pad_ThatOverflows() => Mismatch(new TestModel().Input("x", 5).Integers("p", int.MaxValue, int.MaxValue).Node("Pad", "x p", "y"), "4294967299");

    [Fact]
    public void Pad_BelowZero() => Mismatch(new TestModel().Input("x", 5).Integers("p", -3, -3).Node("Pad", "x p", "y"), "[-1]");

    [Fact]
    public void Pad_Count() => Mismatch(new TestModel().Input("x", 5).Integers("p", 1, 1, 1).Node("Pad", "x p", "y"), "3 pads do not fit 1 axes");

    [Fact]
    public void Tile_ThatOverflows() => Mismatch(new TestModel().Input("x", 65536).Integers("r", 65536).Node("Tile", "x r", "y"), "4294967296");

    [Fact]
    public void Expand_Broadcast() => Mismatch(new TestModel().Input("x", 3).Integers("s", 2).Node("Expand", "x s", "y"), "[3] does not broadcast to [2]");

    [Fact]
    public void Squeeze_LongDimension() =>
        Mismatch(new TestModel().Input("x", 1, 3).Integers("a", 1).Node("Squeeze", "x a", "y"), "dimension 1 of [1, 3] is not 1");

    [Theory]
    [InlineData("Softmax")]
    [InlineData("ArgMax")]
    [InlineData("Concat")]
    public void Axis_OutsideTheRank(string type) => Mismatch(new TestModel().Input("x", 2, 3).Node(type, "x", "y", ("axis", 2)), "axis 2", "rank 2");

    [Theory]
    [InlineData("Softmax")]
    [InlineData("ArgMax")]
    [InlineData("Concat")]
    public void Axis_OfAScalar(string type) => Mismatch(new TestModel().Input("x").Node(type, "x", "y", ("axis", 0)), "axis 0", "rank 0");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    [InlineData(-1, 0)]
    public void Transpose_Permutation(int first, int second) =>
        Mismatch(new TestModel().Input("x", 2, 3).Node("Transpose", "x", "y", ("perm", new[] { first, second })), $"perm [{first}, {second}]", "[2, 3]");

    [Fact]
    public void Transpose_PermutationOfOtherRank() =>
        Mismatch(new TestModel().Input("x", 2, 3).Node("Transpose", "x", "y", ("perm", new[] { 0, 2, 1 })), "perm [0, 2, 1]");

    [Fact]
    public void Unsqueeze_AxisTwice() => Mismatch(new TestModel().Input("x", 2).Integers("a", 0, -3).Node("Unsqueeze", "x a", "y"), "twice");

    [Fact]
    public void Slice_StepZero() => Mismatch(
        new TestModel().Input("x", 4).Integers("zero", 0).Integers("end", 4).Node("Slice", "x zero end zero zero", "y"), "a step may not be 0");

    [Fact]
    public void Gather_IndexOutside() =>
        Mismatch(new TestModel().Input("x", 4).Integers("i", 1, 4).Node("Gather", "x i", "y"), "index 4", "dimension 0 of [4]");

    [Fact]
    public void Clip_LimitOfTwo() => Mismatch(new TestModel().Input("x", 4).Floats("low", 0, 1).Node("Clip", "x low", "y"), "operand 1 has the shape [2]");

    [Fact]
    public void QuantizeLinear_ScalesPerChannel() => Mismatch(
        new TestModel()
            .Input("x", 2, 3)
            .Floats("s", 1, 2)
            .Constant(OnnxTensor.FromBytes("z", [2], [0, 0]))
            .Node("QuantizeLinear", "x s z", "y"), "2 elements for 3 channels");

    [Fact]
    public void DequantizeLinear_AxisOutside() => Mismatch(
        new TestModel().Input("x", OnnxElementType.UInt8, 2).Floats("s", 1, 2).Node("DequantizeLinear", "x s", "y", ("axis", 1)), "axis 1", "rank 1");

    private static TestModel Image() => new TestModel().Input("x", 1, 2, 8, 8);

    private static void Mismatch(TestModel model, params string[] facts) =>
        Refused.As(ErrorIds.ShapeMismatch, "n0", model.Output("y"), [model.Graph.Nodes[0].OperatorType, .. facts]);
}
