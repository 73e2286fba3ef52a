using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Passes;

public class PlanarImagesTests
{
    [Theory]
    [InlineData(3, 8, 48, 3, 2, "QLinearConvPlanar")]
    [InlineData(1, 20, 28, 5, 1, "QLinearConvPlanar")]
    [InlineData(16, 16, 32, 3, 1, "Transpose PadImage QLinearConv")]
    [InlineData(3, 8, 48, 1, 1, "Transpose PadImage QLinearConv")]
    [InlineData(3, 8, 48, 11, 4, "Transpose PadImage QLinearConv")]
    public void ImagesOfFewPlanes_StayPlanar(int channels, int outputs, int extent, int kernel, int stride, string nodes)
    {
        var graph = Run(channels, outputs, extent, kernel, stride, new byte[outputs * channels * kernel * kernel], 0);
        Assert.Equal(nodes + " Transpose", string.Join(' ', graph.Nodes.Select(node => node.OperatorType)));
    }

    [Fact]
    public void TheBorder_IsTheKernels()
    {
        var graph = Run(3, 8, 48, 3, 1, new byte[8 * 27], 0);
        Assert.Equal([1, 1, 1, 1], graph.Nodes[0].Attributes.Ints("border")!);
        Assert.Equal("x", graph.Nodes[0].Input(0).Name);
        Assert.Equal([1, 48, 48, 8], graph.Nodes[0].Output.Shape);
    }

    [Fact]
    public void WeightsBeyondInt8_StayChannelsLast()
    {
        // A zero point of 200 leaves differences beyond int8.
        var graph = Run(3, 8, 48, 3, 1, new byte[8 * 27], 200);
        Assert.Contains("PadImage", graph.Nodes.Select(node => node.OperatorType));
    }

    [Fact]
    public void SparseWeights_StayChannelsLast()
    {
        // Seven of eight weights are the zero point; a kernel of 75 weights is long enough for sparse steps.
        var weights = new byte[8 * 75];
        for (var i = 0; i < weights.Length; i += 8)
        {
            weights[i] = 1;
        }

        Assert.Contains("PadImage", Run(3, 8, 48, 5, 1, weights, 0).Nodes.Select(node => node.OperatorType));
        Array.Fill(weights, (byte)1);
        Assert.DoesNotContain("PadImage", Run(3, 8, 48, 5, 1, weights, 0).Nodes.Select(node => node.OperatorType));
    }

    private static Graph Run(int channels, int outputs, int extent, int kernel, int stride, byte[] weights, byte weightZeroPoint)
    {
        var graph = new TestModel().Input("x", OnnxElementType.UInt8, 1, channels, extent, extent).Scalar("s", 1)
            .Constant(OnnxTensor.FromBytes("z", [], [7])).Constant(OnnxTensor.FromBytes("w", [outputs, channels, kernel, kernel], weights))
            .Constant(OnnxTensor.FromBytes("wz", [], [weightZeroPoint]))
            .Node("QLinearConv", "x s z w s wz s z", "y", ("pads", new[] { 1, 1, 1, 1 }), ("strides", new[] { stride, stride })).Output("y", OnnxElementType.UInt8).Import();
        PassPipeline.Run(graph);
        return graph;
    }
}
