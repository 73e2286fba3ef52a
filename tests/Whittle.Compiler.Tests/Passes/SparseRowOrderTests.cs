using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Compiler.Passes.Layout;
using Whittle.Compiler.Passes.Quantization;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;
using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Tests.Passes;

public class SparseRowOrderTests
{
    private const int Inputs = 512;
    private const int Hidden = 96;
    private const int Outputs = 5;

    [Fact]
    public void UnevenRows_TakeFewerSteps_AndTheNextColumnsMoveWithThem()
    {
        var before = Layers(Uneven(), sorted: false);
        var after = Layers(Uneven(), sorted: true);
        Assert.True(Steps(after[0], sorted: false) <= Steps(before[0], sorted: true));
        Assert.NotEqual(before[0].Input(3).Constant!.Bytes.ToArray(), after[0].Input(3).Constant!.Bytes.ToArray());
        Assert.Equal(Product(before), Product(after));
    }

    [Fact]
    public void EquallyLongRows_ThatNeedTheirActivationsAtOtherTimes_AreExchanged()
    {
        // Each row has its weights in one quarter.
        Func<int, int, bool> isThere = (row, column) => column / (Inputs / 4) == row % 4 && (column + row) % 4 == 0;
        var before = Layers(isThere, sorted: false);
        var after = Layers(isThere, sorted: true);
        Assert.True(Steps(after[0], sorted: false) < 0.5 * Steps(before[0], sorted: true), $"{Steps(after[0], false)} of {Steps(before[0], true)} steps");
        Assert.Equal(Product(before), Product(after));
    }

    [Fact]
    public void SameWeights_SameOrder() => Assert.Equal(
        Layers(Uneven(), sorted: true)[0].Input(3).Constant!.Bytes.ToArray(), Layers(Uneven(), sorted: true)[0].Input(3).Constant!.Bytes.ToArray());

    [Fact]
    public void ResultReadTwice_Stays()
    {
        var graph = PassCheck.Run(Model(Uneven()).Node("Cast", "h", "second", ("to", (int)OnnxElementType.Float)).Output("second"), new QdqFullyConnected());
        Assert.False(new SparseRowOrder().Run(graph));
    }

    [Fact]
    public void ZerosOnly_Stay() => Assert.False(new SparseRowOrder().Run(PassCheck.Run(Model((_, _) => false), new QdqFullyConnected())));

    [Fact]
    public void DenseWeights_Stay() => Assert.False(new SparseRowOrder().Run(PassCheck.Run(Model((_, _) => true), new QdqFullyConnected())));

    [Fact]
    public void BlocksOfZeros_Stay() =>
        Assert.False(new SparseRowOrder().Run(PassCheck.Run(Model((row, column) => ((row / 16) + (column / 4)) % (4 + (row / 16)) == 0), new QdqFullyConnected())));

    /// <summary>Row r has a weight in every (2 + 5r mod 19)th place.</summary>
    private static Func<int, int, bool> Uneven() => (row, column) => (column + row) % (2 + (5 * row % 19)) == 0;

    private static int Steps(Node layer, bool sorted)
    {
        var weights = layer.Input(3).Constant!;
        var rows = new SparseRows(weights.As<sbyte>(), weights.Shape[0], SparseRows.Consecutive(weights.Shape[1]));
        return GatherSteps.Pack(rows, GatherFormat.Window64 with { Sorted = sorted }).Steps;
    }

    private static Node[] Layers(Func<int, int, bool> isThere, bool sorted)
    {
        var graph = sorted ? PassCheck.Run(Model(isThere), new QdqFullyConnected(), new DeadNodes(), new SparseRowOrder()) : PassCheck.Run(Model(isThere), new QdqFullyConnected());
        return [.. graph.Nodes.Where(node => node.OperatorType == "QLinearFullyConnected")];
    }

    /// <summary>Both layers' weights times their scales, and the biases, for one input: the order of what lies between does not matter to it.</summary>
    private static double[] Product(Node[] layers)
    {
        var scales = layers[0].Input(4).Constant!.ToFloats();
        var bias = layers[0].Input(8).Constant!.ToInt32s();
        var hidden = Rows(layers[0]).Select((row, i) => scales[i] * (bias[i] + row.Select((weight, k) => weight * (k % 23)).Sum())).Select(value => (double)value).ToArray();
        return [.. Rows(layers[1]).Select(row => Math.Round(row.Select((weight, k) => weight * hidden[k]).Sum(), 3))];
    }

    private static int[][] Rows(Node layer)
    {
        var weights = layer.Input(3).Constant!;
        return [.. weights.ToInt32s().Chunk(weights.Shape[1])];
    }

    private static TestModel Model(Func<int, int, bool> isThere)
    {
        var first = new sbyte[Hidden * Inputs];
        for (var i = 0; i < first.Length; i++)
        {
            first[i] = isThere(i / Inputs, i % Inputs) ? (sbyte)(1 + (i % 100)) : (sbyte)0;
        }

        return new TestModel(13).Input("q", OnnxElementType.UInt8, 1, Inputs)
            .Scalar("s", 0.5f).Constant(OnnxTensor.FromBytes("z", [], [7])).Node("DequantizeLinear", "q s z", "d")
            .Constant(OnnxTensor.FromSBytes("w", [Hidden, Inputs], first)).Floats("ws", [.. Enumerable.Range(1, Hidden).Select(i => 0.01f * i)])
            .Constant(OnnxTensor.FromSBytes("wz", [Hidden], new sbyte[Hidden])).Node("DequantizeLinear", "w ws wz", "dw", ("axis", 0))
            .Constant(OnnxTensor.FromInt32s("b", [Hidden], [.. Enumerable.Range(0, Hidden).Select(i => i * i)]))
            .Floats("bs", [.. Enumerable.Range(1, Hidden).Select(i => 0.5f * (0.01f * i))]).Node("DequantizeLinear", "b bs", "db", ("axis", 0))
            .Node("Gemm", "d dw db", "p", ("transB", 1)).Node("QuantizeLinear", "p s z", "h").Node("DequantizeLinear", "h s z", "hd")
            .Constant(OnnxTensor.FromSBytes("v", [Hidden, Outputs], [.. Enumerable.Range(0, Hidden * Outputs).Select(i => (sbyte)((i * 37 % 255) - 127))]))
            .Scalar("vs", 0.1f).Node("DequantizeLinear", "v vs", "dv")
            .Node("MatMul", "hd dv", "r").Node("QuantizeLinear", "r s z", "y").Output("y", OnnxElementType.UInt8);
    }
}
