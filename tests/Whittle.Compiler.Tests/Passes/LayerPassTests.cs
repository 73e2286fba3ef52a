using Whittle.Compiler.Passes;
using Whittle.Compiler.Passes.Layers;
using Whittle.Compiler.Tests.Models;

namespace Whittle.Compiler.Tests.Passes;

public class LayerPassTests
{
    private static readonly IGraphPass s_layers = new FullyConnectedLayers();
    private static readonly IGraphPass s_normalization = new BatchNormalizationFolding();
    private static readonly IGraphPass s_bias = new BiasFusion();
    private static readonly IGraphPass s_activation = new ActivationFusion();
    private static readonly IGraphPass s_sum = new AddActivation();

    [Fact]
    public void MatMulAndAdd_BecomeALayer()
    {
        var graph = Row().Floats("b", 1, 2).Node("MatMul", "x w", "p").Node("Add", "p b", "y").Output("y").Gives(
            s_layers, "p_1: float32[1, 2] = whittle.FullyConnected(x, w_1: float32[2, 3], b_1: float32[2])", "return p_1 as y");
        Assert.Equal([1, 3, 5, 2, 4, 6], graph.Floats("w_1"));
    }

    [Fact]
    public void Add_OfOneNumber_IsABiasForAll() => Assert.Equal([7, 7], Row().Floats("b", 7).Node("MatMul", "x w", "p").Node("Add", "b p", "y").Output("y").Gives(
        s_layers, "p_1: float32[1, 2] = whittle.FullyConnected(x, w_1: float32[2, 3], b_1: float32[2])", "return p_1 as y").Floats("b_1"));

    [Fact]
    public void MatMul_WithTwoReaders_LeavesTheAdd() => Row().Floats("b", 1, 2).Node("MatMul", "x w", "p").Node("Add", "p b", "y").Node("Abs", "p", "z").Output("y").Output("z").Gives(
        s_layers,
        "p_1: float32[1, 2] = whittle.FullyConnected(x, w_1: float32[2, 3], -)",
        "y: float32[1, 2] = Add(p_1, b: float32[2])",
        "z: float32[1, 2] = Abs(p_1)",
        "return y",
        "return z");

    [Fact]
    public void MatMul_ThatIsReturned_LeavesTheAdd() => Row().Floats("b", 1, 2).Node("MatMul", "x w", "p").Node("Add", "p b", "y").Output("p").Output("y").Gives(
        s_layers,
        "p_1: float32[1, 2] = whittle.FullyConnected(x, w_1: float32[2, 3], -)",
        "y: float32[1, 2] = Add(p_1, b: float32[2])",
        "return p_1 as p",
        "return y");

    [Fact]
    public void Add_PerRow_IsNoBias() => new TestModel().Input("x", 2, 3).Weights("w", 3, 2).Weights("b", 2, 1).Node("MatMul", "x w", "p").Node("Add", "p b", "y").Output("y").Gives(
        s_layers, "p_1: float32[2, 2] = whittle.FullyConnected(x, w_1: float32[2, 3], -)", "y: float32[2, 2] = Add(p_1, b: float32[2, 1])", "return y");

    [Fact]
    public void Gemm_TakesAlphaIntoItsWeights() => Assert.Equal([0.5f, 1.5f, 2.5f, 1, 2, 3], Row().Node("Gemm", "x w", "y", ("alpha", 0.5f)).Output("y").Gives(
        s_layers, "y_1: float32[1, 2] = whittle.FullyConnected(x, w_1: float32[2, 3], -)", "return y_1 as y").Floats("w_1"));

    [Fact]
    public void MatMul_OfTwoInputs_Stays() => new TestModel().Input("x", 1, 3).Input("w", 3, 2).Node("MatMul", "x w", "y").Output("y").Keeps(s_layers);

    [Fact]
    public void Gemm_OfATransposedInput_Stays() => new TestModel().Input("x", 3, 1).Weights("w", 3, 2).Node("Gemm", "x w", "y", ("transA", 1)).Output("y").Keeps(s_layers);

    [Fact]
    public void BatchNormalization_GoesIntoTheConvolution()
    {
        var graph = Normalized("c").Output("y").Gives(
            s_normalization, "c_1: float32[1, 2, 2, 2] = Conv(x, w_1: float32[2, 1, 1, 1], n1.bias: float32[2])", "return c_1 as y");
        Assert.Equal([6, 2.5f], graph.Floats("w_1"));
        Assert.Equal([-10, 6.5f], graph.Floats("n1.bias"));
    }

    [Fact]
    public void BatchNormalization_OfAResultReadTwice_Stays() => Normalized("c").Node("Abs", "c", "z").Output("y").Output("z").Keeps(s_normalization);

    [Fact]
    public void BatchNormalization_OfAReturnedResult_Stays() => Normalized("c").Output("c").Output("y").Keeps(s_normalization);

    [Fact]
    public void BatchNormalization_OfAnInput_Stays() => Normalized("x", 1).Output("y").Keeps(s_normalization);

    [Fact]
    public void AddBehindAConvolution_BecomesItsBias() => Assert.Equal([15, 27], Convolution().Constant(Whittle.Onnx.OnnxTensor.FromFloats("a", [2, 1, 1], [5, 7]))
        .Node("Add", "a c", "y").Output("y").Gives(s_bias, "c_1: float32[1, 2, 2, 2] = Conv(x, w: float32[2, 1, 1, 1], a_1: float32[2])", "return c_1 as y").Floats("a_1"));

    [Fact]
    public void SumAndRelu_BecomeOne() => Sum("Relu", "s").Output("y").Gives(
        s_sum, "s_1: float32[1, 2] = whittle.AddClip(x, z) maximum=Infinity minimum=0", "return s_1 as y");

    [Fact]
    public void SumAndClip_BecomeOne() => Sum("Clip", "s low high").Scalar("low", -1).Scalar("high", 6).Output("y").Gives(
        s_sum, "s_1: float32[1, 2] = whittle.AddClip(x, z) maximum=6 minimum=-1", "return s_1 as y");

    [Fact]
    public void SumReadTwice_Stays() => Sum("Relu", "s").Node("Abs", "s", "a").Output("a").Output("y").Keeps(s_sum);

    [Fact]
    public void ReturnedSum_Stays() => Sum("Relu", "s").Output("s").Output("y").Keeps(s_sum);

    [Fact]
    public void SumAndTanh_Stay() => Sum("Tanh", "s").Output("y").Keeps(s_sum);

    private static TestModel Sum(string activation, string inputs) =>
        new TestModel().Input("x", 1, 2).Input("z", 1, 2).Node("Add", "x z", "s").Node(activation, inputs, "y");

    [Fact]
    public void AddPerPixel_Stays() => Convolution().Floats("a", 5, 7).Node("Add", "c a", "y").Output("y").Keeps(s_bias);

    [Fact]
    public void AddOfAnInput_Stays() => Convolution().Input("a", 2, 1, 1).Node("Add", "c a", "y").Output("y").Keeps(s_bias);

    [Fact]
    public void ReluBehindAConvolution_BecomesItsLimits() => Convolution().Node("Relu", "c", "y").Output("y").Gives(
        s_activation, "c: float32[1, 2, 2, 2] = Conv(x, w: float32[2, 1, 1, 1], b: float32[2]) maximum=Infinity minimum=0", "return c as y");

    [Fact]
    public void ClipBehindAConvolution_BecomesItsLimits() => Convolution().Scalar("low", -1).Scalar("high", 6).Node("Clip", "c low high", "y").Output("y").Gives(
        s_activation, "c: float32[1, 2, 2, 2] = Conv(x, w: float32[2, 1, 1, 1], b: float32[2]) maximum=6 minimum=-1", "return c as y");

    [Fact]
    public void ReluOfAResultReadTwice_Stays() => Convolution().Node("Relu", "c", "y").Node("Abs", "c", "z").Output("y").Output("z").Keeps(s_activation);

    [Fact]
    public void ReluOfAReturnedResult_Stays() => Convolution().Node("Relu", "c", "y").Output("c").Output("y").Keeps(s_activation);

    [Fact]
    public void ClipWithCrossedLimits_Stays() => Convolution().Scalar("low", 2).Scalar("high", 1).Node("Clip", "c low high", "y").Output("y").Keeps(s_activation);

    private static TestModel Row() => new TestModel().Input("x", 1, 3).Constant(Whittle.Onnx.OnnxTensor.FromFloats("w", [3, 2], [1, 2, 3, 4, 5, 6]));

    /// <summary>Two channels of one weight each: 3 and 5, biases 10 and 20.</summary>
    private static TestModel Convolution() => new TestModel().Input("x", 1, 1, 2, 2)
        .Constant(Whittle.Onnx.OnnxTensor.FromFloats("w", [2, 1, 1, 1], [3, 5])).Floats("b", 10, 20).Node("Conv", "x w b", "c");

    /// <summary>Scales 2 and 0.5 about the means 15 and 7; epsilon 0: y = 2 (c - 15), y = 0.5 (c - 7).</summary>
    private static TestModel Normalized(string of, int channels = 2) => Convolution()
        .Floats("s", [.. new float[] { 2, 0.5f }.Take(channels)]).Floats("o", new float[channels]).Floats("m", [.. new float[] { 15, 7 }.Take(channels)])
        .Floats("v", [.. Enumerable.Repeat(1f, channels)]).Node("BatchNormalization", $"{of} s o m v", "y", ("epsilon", 0f));
}
