using Whittle.Compiler.Passes;
using Whittle.Compiler.Passes.Quantization;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Passes;

/// <summary>The names: q is the quantized input, d its real value, ys and yz the result's parameters.</summary>
public class QuantizationPassTests
{
    private const string Parameters = "xs: float32[], xz: uint8[]";
    private const string Result = "ys: float32[], yz: uint8[]";

    [Fact]
    public void Convolution_BetweenDequantizeAndQuantize() => Convolution().Node("QuantizeLinear", "c ys yz", "y").Output("y", OnnxElementType.UInt8).Gives(
        new QdqConvolution(),
        $"c_1: uint8[1, 2, 2, 2] = QLinearConv(q, {Parameters}, w: int8[2, 1, 1, 1], ws: float32[2], wz: int8[2], {Result}, -) maximum=255 minimum=0",
        "return c_1 as y");

    [Fact]
    public void Convolution_WithRelu_LimitsTheInteger() => Convolution().Node("Relu", "c", "r").Node("QuantizeLinear", "r ys yz", "y").Output("y", OnnxElementType.UInt8).Gives(
        new QdqConvolution(),
        $"c_1: uint8[1, 2, 2, 2] = QLinearConv(q, {Parameters}, w: int8[2, 1, 1, 1], ws: float32[2], wz: int8[2], {Result}, -) maximum=255 minimum=3",
        "return c_1 as y");

    [Fact]
    public void Convolution_ReadTwice_StaysFloat() => Convolution().Node("QuantizeLinear", "c ys yz", "y").Node("Abs", "c", "z")
        .Output("y", OnnxElementType.UInt8).Output("z").Keeps(new QdqConvolution());

    [Fact]
    public void Convolution_ThatIsReturned_StaysFloat() => Convolution().Node("QuantizeLinear", "c ys yz", "y").Output("c").Output("y", OnnxElementType.UInt8).Keeps(new QdqConvolution());

    [Fact]
    public void Convolution_ScaledAlongItsInputs_StaysFloat() => Convolution(axis: 1, channels: 2).Node("QuantizeLinear", "c ys yz", "y").Output("y", OnnxElementType.UInt8)
        .Keeps(new QdqConvolution());

    [Fact]
    public void MatMul_BetweenDequantizeAndQuantize() => Row().Node("MatMul", "d dw", "p").Node("QuantizeLinear", "p ys yz", "y").Output("y", OnnxElementType.UInt8).Gives(
        new QdqFullyConnected(),
        $"p_1: uint8[1, 2] = whittle.QLinearFullyConnected(q, {Parameters}, w_1: int8[2, 3], ws: float32[], n1.zeroPoint: int8[], {Result}, -) maximum=255 minimum=0",
        "return p_1 as y");

    [Fact]
    public void MatMul_WithFloatResult() => Row().Node("MatMul", "d dw", "y").Output("y").Gives(
        new QdqFullyConnected(),
        $"y_1: float32[1, 2] = whittle.FullyConnectedDynamic(q, {Parameters}, w_1: int8[2, 3], ws: float32[], n1.zeroPoint: int8[], -, -)",
        "return y_1 as y");

    [Fact]
    public void MatMul_OfTwoActivations_StaysFloat() => Activation(2, 2).Node("MatMul", "d d", "y").Output("y").Keeps(new QdqFullyConnected());

    [Fact]
    public void Add_OfTwoActivations() => Activation(1, 3).Node("Add", "d d", "a").Node("QuantizeLinear", "a ys yz", "y").Output("y", OnnxElementType.UInt8).Gives(
        new QdqElementwise(),
        $"a_1: uint8[1, 3] = com.microsoft.QLinearAdd(q, {Parameters}, q, {Parameters}, {Result}) opset=13 whittle.exchange=0",
        "return a_1 as y");

    [Fact]
    public void Add_OfAFloat_StaysFloat() => Activation(1, 3).Input("u", 1, 3).Node("Add", "d u", "a").Node("QuantizeLinear", "a ys yz", "y").Output("y", OnnxElementType.UInt8)
        .Keeps(new QdqElementwise());

    [Fact]
    public void Concat_OfActivations() => Activation(1, 3).Node("Concat", "d d", "a", ("axis", 1)).Node("QuantizeLinear", "a ys yz", "y").Output("y", OnnxElementType.UInt8).Gives(
        new QdqConcat(), $"a_1: uint8[1, 6] = com.microsoft.QLinearConcat({Result}, q, {Parameters}, q, {Parameters}) axis=1", "return a_1 as y");

    [Fact]
    public void FunctionOfOneElement_BecomesATable()
    {
        var graph = Activation(1, 3).Node("Neg", "d", "n").Node("QuantizeLinear", "n ys yz", "y").Output("y", OnnxElementType.UInt8).Gives(
            new QdqTable(), "n_1: uint8[1, 3] = whittle.LookupTable(q, n1.table: uint8[256]) signed=0", "return n_1 as y");

        // -(x - 7) · 0.5 / 0.25 + 3, limited to bytes.
        Assert.Equal([17, 15, 13], graph.Nodes[0].Input(1).Constant!.Bytes[..3].ToArray());
        Assert.Equal([3, 1, 0, 0], graph.Nodes[0].Input(1).Constant!.Bytes[7..11].ToArray());
    }

    [Fact]
    public void QuantizeOfTheSameParameters_IsTheOperand() => Activation(1, 3).Node("QuantizeLinear", "d xs xz", "r").Node("Flatten", "r", "y").Output("y", OnnxElementType.UInt8).Gives(
        new QdqTable(), "y: uint8[1, 3] = Flatten(q)", "return y");

    [Fact]
    public void QuantizeToOtherParameters_IsATable() => Activation(1, 3).Node("QuantizeLinear", "d ys yz", "y").Output("y", OnnxElementType.UInt8).Gives(
        new QdqTable(), "y_1: uint8[1, 3] = whittle.LookupTable(q, n1.table: uint8[256]) signed=0", "return y_1 as y");

    [Theory]
    [InlineData("Flatten")]
    [InlineData("Transpose")]
    public void Movement_HappensInBytes(string type) => Activation(3, 3).Node(type, "d", "m").Node("Abs", "m", "y").Output("y").Gives(
        new DequantizeSinking(), $"m_1: uint8[3, 3] = {type}(q)", $"d_1: float32[3, 3] = DequantizeLinear(m_1, {Parameters})", "y: float32[3, 3] = Abs(d_1)", "return y");

    [Fact]
    public void Movement_UnderANegativeScale_Stays()
    {
        var model = Activation(1, 1, 4, 4).Node("MaxPool", "d", "y", ("kernel_shape", new[] { 2, 2 })).Output("y");
        model.Graph.Initializers.RemoveAll(tensor => tensor.Name == "xs");
        model.Scalar("xs", -0.5f).Keeps(new DequantizeSinking());
    }

    [Fact]
    public void PadWithZeros_PadsWithTheZeroPoint() => Activation(3).Integers("p", 1, 1).Node("Pad", "d p", "y").Output("y").Gives(
        new PadSinking(),
        "y_1: uint8[5] = Pad(q, p: int64[2], xz: uint8[]) whittle.after=[1] whittle.before=[1]",
        $"d_1: float32[5] = DequantizeLinear(y_1, {Parameters})",
        "return d_1 as y");

    [Fact]
    public void PadWithOnes_Stays() => Activation(3).Integers("p", 1, 1).Scalar("one", 1).Node("Pad", "d p one", "y").Output("y").Keeps(new PadSinking());

    [Fact]
    public void DynamicMatMul_BecomesALayer() => Networks.Dynamic().Gives(
        new DynamicFullyConnected(),
        "q: uint8[2, 6], s: float32[], z: uint8[] = DynamicQuantizeLinear(x)",
        "i_1: float32[2, 3] = whittle.FullyConnectedDynamic(q, s, z, w_1: int8[3, 6], sw: float32[], zw: int8[], n5.bias: float32[3])",
        "return i_1 as y");

    [Fact]
    public void DynamicMatMul_WhoseSumIsReturned_Stays() => Networks.Dynamic().Output("i", OnnxElementType.Int32).Keeps(new DynamicFullyConnected());

    /// <summary>d = (q - 7) · 0.5 of an input q; ys 0.25, yz 3.</summary>
    private static TestModel Activation(params long[] shape) => new TestModel(13).Input("q", OnnxElementType.UInt8, shape)
        .Scalar("xs", 0.5f).Constant(OnnxTensor.FromBytes("xz", [], [7])).Scalar("ys", 0.25f).Constant(OnnxTensor.FromBytes("yz", [], [3]))
        .Node("DequantizeLinear", "q xs xz", "d");

    private static TestModel Row() => Activation(1, 3).Constant(OnnxTensor.FromSBytes("w", [3, 2], [1, 2, 3, 4, 5, 6])).Scalar("ws", 0.1f).Node("DequantizeLinear", "w ws", "dw");

    private static TestModel Convolution(int axis = 0, int channels = 1) => Activation(1, channels, 2, 2)
        .Constant(OnnxTensor.FromSBytes("w", [2, channels, 1, 1], [.. Enumerable.Range(1, 2 * channels).Select(i => (sbyte)i)])).Floats("ws", 0.1f, 0.2f)
        .Constant(OnnxTensor.FromSBytes("wz", [2], [0, 0])).Node("DequantizeLinear", "w ws wz", "dw", ("axis", axis)).Node("Conv", "d dw", "c");
}
