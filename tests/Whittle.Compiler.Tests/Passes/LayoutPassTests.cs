using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Compiler.Passes.Layers;
using Whittle.Compiler.Passes.Layout;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Passes;

public class LayoutPassTests
{
    private static readonly int[] s_last = [0, 2, 3, 1];
    private static readonly int[] s_first = [0, 3, 1, 2];

    [Fact]
    public void TwoTranspositions_BecomeOne() => Image().Node("Transpose", "x", "a", ("perm", s_last)).Node("Transpose", "a", "y", ("perm", s_last)).Output("y").Gives(
        new TransposeComposition(), "y_1: float32[1, 4, 2, 3] = Transpose(x) perm=[0, 3, 1, 2]", "return y_1 as y");

    [Fact]
    public void Transposition_ThatMovesNoElement_IsAReshape() => new TestModel().Input("x", 1, 3, 1, 4).Node("Transpose", "x", "y", ("perm", new[] { 0, 2, 1, 3 })).Output("y").Gives(
        new TransposeComposition(), "y_1: float32[1, 1, 3, 4] = Reshape(x, n0.shape: int64[4]) allowzero=1", "return y_1 as y");

    [Fact]
    public void Transposition_OfTwoLongDimensions_Stays() => new TestModel().Input("x", 1, 3, 1, 4).Node("Transpose", "x", "y", ("perm", s_last)).Output("y").Keeps(new TransposeComposition());

    [Fact]
    public void Transposition_PassesAFunctionOfElements() => Image().Node("Transpose", "x", "a", ("perm", s_last)).Node("Relu", "a", "y").Output("y").Gives(
        new TransposePropagation(), "y_1: float32[1, 2, 3, 4] = Relu(x)", "a_1: float32[1, 3, 4, 2] = Transpose(y_1) perm=[0, 2, 3, 1]", "return a_1 as y");

    [Fact]
    public void Transposition_PassesAConcat_WithItsAxis() => Image().Node("Transpose", "x", "a", ("perm", s_last)).Node("Concat", "a a", "y", ("axis", -1)).Output("y").Gives(
        new TransposePropagation(), "y_1: float32[1, 4, 3, 4] = Concat(x, x) axis=1", "a_1: float32[1, 3, 4, 4] = Transpose(y_1) perm=[0, 2, 3, 1]", "return a_1 as y");

    [Fact]
    public void Transposition_PassesAnAdd_AndTurnsTheConstant()
    {
        var graph = Image().Floats("c", 5, 6).Node("Transpose", "x", "a", ("perm", s_last)).Node("Add", "a c", "y").Output("y").Gives(
            new TransposePropagation(),
            "y_1: float32[1, 2, 3, 4] = Add(x, c_1: float32[1, 2, 1, 1])",
            "a_1: float32[1, 3, 4, 2] = Transpose(y_1) perm=[0, 2, 3, 1]",
            "return a_1 as y");
        Assert.Equal([5, 6], graph.Floats("c_1"));
    }

    [Fact]
    public void Transposition_BesideAnother_Stays() => new TestModel().Input("x", 2, 2, 2, 2).Node("Transpose", "x", "a", ("perm", s_last))
        .Node("Transpose", "x", "b", ("perm", s_first)).Node("Add", "a b", "y").Output("y").Keeps(new TransposePropagation());

    [Fact]
    public void Transposition_BeforeASoftmax_Stays() => Image().Node("Transpose", "x", "a", ("perm", s_last)).Node("Softmax", "a", "y").Output("y").Keeps(new TransposePropagation());

    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(1, 0, false)]
    [InlineData(2, 200, false)]
    public void IntegerConvolution_HasABorderInTheKernel_WhereOneTakesIt(int group, byte weightZeroPoint, bool inKernel)
    {
        // A zero point of 200 leaves differences beyond int8, whose layers want padded images.
        var channels = 2 / group;
        var weights = OnnxTensor.FromBytes("w", [2, channels, 1, 3], new byte[6 * channels]);
        var graph = new TestModel().Input("x", OnnxElementType.UInt8, 1, 2, 3, 4).Scalar("s", 1)
            .Constant(OnnxTensor.FromBytes("z", [], [7])).Constant(weights).Constant(OnnxTensor.FromBytes("wz", [], [weightZeroPoint]))
            .Node("QLinearConv", "x s z w s wz s z", "y", ("group", group), ("pads", new[] { 0, 1, 0, 1 })).Output("y", OnnxElementType.UInt8).Import();
        new ChannelsLast().Run(graph);
        Assert.Equal(inKernel ? 0 : 1, graph.Nodes.Count(node => node.OperatorType == "PadImage"));
        Assert.Equal(inKernel ? [0, 1, 0, 1] : null, graph.Nodes.Single(node => node.OperatorType == "QLinearConv").Attributes.Ints("border"));
    }

    [Fact]
    public void Convolution_GoesChannelsLast_WithABorder() => Image().Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y", ("pads", new[] { 1, 0, 1, 0 }), ("strides", new[] { 1, 2 })).Output("y").Gives(
        new ChannelsLast(),
        "y_1: float32[1, 3, 4, 2] = Transpose(x) perm=[0, 2, 3, 1]",
        "y_2: float32[1, 5, 4, 2] = whittle.PadImage(y_1) after=[1, 0] before=[1, 0] dilations=[1, 1] kernel=[3, 3] output=[3, 1] strides=[1, 2] value=0",
        "y_3: float32[1, 3, 1, 4] = whittle.Conv(y_2, w_1: float32[4, 3, 3, 2]) after=[1, 0] before=[1, 0] dilations=[1, 1] kernel=[3, 3] output=[3, 1] strides=[1, 2]",
        "y_4: float32[1, 4, 3, 1] = Transpose(y_3) perm=[0, 3, 1, 2]",
        "return y_4 as y");

    [Fact]
    public void Convolution_OverOneDimension_GetsAHeight()
    {
        var graph = PassCheck.Run(new TestModel().Input("x", 1, 2, 9).Weights("w", 4, 2, 3).Node("Conv", "x w", "y").Output("y"), new ChannelsLast());
        Assert.Equal(["Reshape", "Transpose", "Conv", "Transpose", "Reshape"], graph.Nodes.Select(node => node.OperatorType));
        Assert.Equal([4, 1, 3, 2], graph.Nodes[2].Input(1).Shape);
        Assert.Equal([1, 4, 7], graph.Outputs[0].Value.Shape);
    }

    [Fact]
    public void GlobalPool_OverThreeDimensions_IsLaidFlat()
    {
        var graph = PassCheck.Run(new TestModel().Input("x", 1, 2, 3, 4, 5).Node("GlobalAveragePool", "x", "y").Output("y"), new ChannelsLast());
        Assert.Equal([1, 1, 60, 2], graph.Nodes.Single(node => node.OperatorType == "GlobalAveragePool").Input(0).Shape);
        Assert.Equal([1, 2, 1, 1, 1], graph.Outputs[0].Value.Shape);
    }

    [Fact]
    public void Flatten_BeforeALayer_TurnsItsWeights()
    {
        var graph = Flattened(4).Output("y").Import();
        Run(graph);
        Assert.Equal(["Flatten", "FullyConnected"], graph.Nodes.Select(node => node.OperatorType));
        Assert.Equal("x", graph.Nodes[0].Input(0).Name);

        // Weight (channel, height, width) moves to where (height, width, channel) of x lies.
        Assert.Equal([0, 4, 1, 5, 2, 6, 3, 7], graph.Nodes[1].Input(1).Constant!.ToFloats());
    }

    [Fact]
    public void Flatten_ThatIsReturned_KeepsTheTransposition()
    {
        var graph = Flattened(4).Output("f").Output("y").Import();
        Run(graph);
        Assert.Equal("Transpose", graph.Nodes[0].OperatorType);
    }

    [Fact]
    public void AConvolutionalNetwork_NeedsNoTranspositionInside()
    {
        var graph = Networks.Convolution().Import();
        PassPipeline.Run(graph);
        Assert.Equal(["Transpose", "PadImage", "Conv", "PadImage", "Conv", "Add", "MaxPool"], graph.Nodes.Select(node => node.OperatorType).Take(7));
        Assert.Equal(1, graph.Nodes.Count(node => node.OperatorType == "Transpose"));
        Assert.Equal("FullyConnected", graph.Nodes[^1].OperatorType);
    }

    private static void Run(Graph graph)
    {
        foreach (IGraphPass pass in new IGraphPass[] { new FullyConnectedLayers(), new FlattenAbsorption(), new DeadNodes() })
        {
            pass.Run(graph);
            GraphVerifier.Verify(graph, pass.Name);
        }
    }

    private static TestModel Image() => new TestModel().Input("x", 1, 2, 3, 4);

    /// <summary>x is [1, height 2, width 2, channels 2]; the layer reads it channels first, with weights 0 to 7.</summary>
    private static TestModel Flattened(int pixels) => new TestModel().Input("x", 1, 2, 2, 2)
        .Constant(Onnx.OnnxTensor.FromFloats("w", [2 * pixels, 1], [.. Enumerable.Range(0, 2 * pixels).Select(i => (float)i)]))
        .Node("Transpose", "x", "t", ("perm", s_first)).Node("Flatten", "t", "f").Node("MatMul", "f w", "y");
}
