using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Passes;

public class ResidualAdditionTests
{
    private const string Stem = "x s z w s wz t z";
    private const string Second = "h t z w s wz s z";

    [Theory]
    [InlineData("c s z h t z u z", 0)]
    [InlineData("h t z c s z u z", 1)]
    public void Convolution_TakesTheResidual(string operands, long residualIsLeft)
    {
        var graph = Run(Model().Node("QLinearConv", Second, "c").Node("com.microsoft:QLinearAdd", operands, "y"), "y");
        var layer = Assert.Single(graph.Nodes, node => node.OperatorType == "QLinearConvAdd");
        Assert.Equal(["Transpose", "QLinearConv", "QLinearConvAdd", "Transpose"], graph.Nodes.Select(node => node.OperatorType));
        Assert.Equal(layer.Input(0), layer.Input(8));
        Assert.Equal([0.5f, 0.25f, 0.125f], new[] { 9, 11, 13 }.Select(index => layer.Input(index).Constant!.ToFloats()[0]));
        Assert.Equal(residualIsLeft, layer.Attributes.Long("residualIsLeft", -1));
    }

    [Fact]
    public void OfTwoConvolutions_TheLaterOneAdds()
    {
        var graph = Run(
            Model().Node("QLinearConv", Second, "c").Node("QLinearConv", "h t z v s wz s z", "d")
                .Node("com.microsoft:QLinearAdd", "c s z d s z u z", "y"),
            "y");
        Assert.Equal(["Transpose", "QLinearConv", "QLinearConv", "QLinearConvAdd", "Transpose"], graph.Nodes.Select(node => node.OperatorType));
        Assert.Equal(graph.Nodes[2].Output, graph.Nodes[3].Input(8));
    }

    [Fact]
    public void ResultReadTwice_Stays() => Stays(
        Model().Node("QLinearConv", Second, "c").Node("com.microsoft:QLinearAdd", "c s z h t z u z", "a")
            .Node("com.microsoft:QLinearAdd", "a s z c s z u z", "y"),
        "y",
        2);

    [Fact]
    public void ResultOfTheGraph_Stays() =>
        Stays(Model().Node("QLinearConv", Second, "c").Node("com.microsoft:QLinearAdd", "c s z h t z u z", "y").Output("c", OnnxElementType.UInt8), "y", 1);

    [Fact]
    public void OneValueForEachChannel_Stays() => Stays(
        Model().Constant(OnnxTensor.FromBytes("r", [4, 1, 1], [1, 2, 3, 4])).Node("QLinearConv", Second, "c")
            .Node("com.microsoft:QLinearAdd", "c s z r t z u z", "y"),
        "y",
        1);

    [Fact]
    public void Depthwise_Stays() => Stays(
        Model().Constant(OnnxTensor.FromSBytes("d", [4, 1, 1, 1], [1, 2, 3, 4])).Node("QLinearConv", "h t z d s wz s z", "c", ("group", 4))
            .Node("com.microsoft:QLinearAdd", "c s z h t z u z", "y"),
        "y",
        1);

    [Fact]
    public void WeightsBeyondInt8_Stay() => Stays(
        Model().Constant(OnnxTensor.FromBytes("b", [4, 4, 1, 1], [.. Enumerable.Repeat((byte)0, 16)])).Node("QLinearConv", "h t z b s bz s z", "c")
            .Constant(OnnxTensor.FromBytes("bz", [], [200])).Node("com.microsoft:QLinearAdd", "c s z h t z u z", "y"),
        "y",
        1);

    private static TestModel Model() => new TestModel().Input("x", OnnxElementType.UInt8, 1, 4, 5, 6).Scalar("s", 0.5f).Scalar("t", 0.25f).Scalar("u", 0.125f)
        .Constant(OnnxTensor.FromBytes("z", [], [7])).Constant(OnnxTensor.FromSBytes("wz", [], [0]))
        .Constant(OnnxTensor.FromSBytes("w", [4, 4, 1, 1], [.. Enumerable.Range(1, 16).Select(i => (sbyte)i)]))
        .Constant(OnnxTensor.FromSBytes("v", [4, 4, 1, 1], [.. Enumerable.Range(2, 16).Select(i => (sbyte)i)]))
        .Node("QLinearConv", Stem, "h");

    private static void Stays(TestModel model, string output, int sums) =>
        Assert.Equal(sums, Run(model, output).Nodes.Count(node => node.OperatorType == "QLinearAdd"));

    private static Graph Run(TestModel model, string output)
    {
        var graph = model.Output(output, OnnxElementType.UInt8).Import();
        PassPipeline.Run(graph);
        return graph;
    }
}
