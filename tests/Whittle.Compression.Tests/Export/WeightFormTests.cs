using TorchSharp;
using TorchSharp.Modules;
using Whittle.Compiler;
using Whittle.Compression.Export;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Amounts;
using Whittle.Compression.Pruning.Criteria;
using Whittle.Compression.Pruning.Shapes;
using Whittle.Compression.Quantization;
using Whittle.Compression.Sharing;
using Whittle.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Export;

public class WeightFormTests
{
    [Fact]
    public void Shared_IsAGatherOfBytes()
    {
        Torch.Need();
        using var network = Create();
        new Pruner(new MagnitudeCriterion(), new SingleWeights(), new LayerShare(0.3)).Prune(network);
        var options = new ExportOptions { InputShape = [1, 6], Weights = WeightForm.Of(SharedWeights.Create(network, new SharingOptions { Size = 4 })) };
        OnnxFile.SameAnswers(network, options: options, shape: [1, 6]);

        var graph = OnnxExport.CreateModel(network, options).Graph;
        Assert.Equal(2, graph.Nodes.Count(node => node.OperatorType == "Gather"));
        var indices = graph.Initializers.Single(tensor => tensor.Name == "a.weight_indices");
        Assert.Equal(OnnxElementType.UInt8, indices.ElementType);
        Assert.Equal(34, indices.ToInt64s().Count(index => index == 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SharedByOutput_GathersFromItsRow_AndIsStoredAsCodebooks(bool pruned)
    {
        Torch.Need();
        using var network = Sequential(("c", Conv2d(3, 8, 5)), ("r", ReLU()), ("flat", Flatten()), ("fc", Linear(8 * 16, 40)));
        if (pruned)
        {
            new Pruner(new MagnitudeCriterion(), new SingleWeights(), new LayerShare(0.6)).Prune(network);
        }

        var options = new ExportOptions { InputShape = [1, 3, 8, 8], Weights = WeightForm.Of(SharedWeights.Create(network, new SharingOptions { Size = 4, PerChannel = true })) };
        OnnxFile.SameAnswers(network, options: options, shape: [1, 3, 8, 8]);

        var plan = ModelCompiler.Compile(OnnxExport.Write(network, options), "rows.onnx", new CompileOptions()).Plan;
        Assert.Empty(plan.Errors);

        // Of 5,120 weights with 40 tables of 4 floats: 640 bytes of tables and two bits a weight, or less with zeros.
        var layer = plan.Layers.Single(row => row.Operator == "Gemm");
        Assert.Contains("codebooks", layer.Encoding, StringComparison.Ordinal);
        Assert.InRange(layer.StoredBytes, 1000, pruned ? 2500 : 1940);
    }

    [Theory]
    [InlineData(WeightScheme.Int8, OnnxElementType.Int8, 13)]
    [InlineData(WeightScheme.Int4, OnnxElementType.Int4, 21)]
    [InlineData(WeightScheme.Ternary, OnnxElementType.Int8, 13)]
    [InlineData(WeightScheme.Binary, OnnxElementType.Int8, 13)]
    public void Integers_SameAnswers(WeightScheme scheme, OnnxElementType type, long operatorSet)
    {
        Torch.Need();
        using var network = Create();
        var quantized = new QuantizedTraining(network, new QuantizationOptions { Scheme = scheme });
        var options = new ExportOptions { InputShape = [1, 6], Weights = WeightForm.Of(network, quantized) };
        OnnxFile.SameAnswers(network, options: options, shape: [1, 6]);

        var model = OnnxExport.CreateModel(network, options);
        Assert.Equal(type, model.Graph.Initializers.Single(tensor => tensor.Name == "a.weight_quantized").ElementType);
        Assert.Equal(operatorSet, Assert.Single(model.OperatorSets).Version);
    }

    /// <summary>Bytes in and out of every operator, in the form that runtimes fuse; the rounded module agrees to a step of the output.</summary>
    [Fact]
    public void Activations_EveryOperatorStandsBetweenPairs()
    {
        Torch.Need();
        using var network = Sequential(
            ("c", Conv2d(1, 4, 3)), ("r1", ReLU()), ("pool", MaxPool2d(2)), ("flat", Flatten()), ("a", Linear(36, 8)), ("r2", ReLU()), ("b", Linear(8, 3)));
        using var samples = rand(200, 1, 8, 8);
        var scales = ActivationScales.Measure(network, samples);
        var options = new ExportOptions { InputShape = [1, 1, 8, 8], Activations = scales };
        var model = OnnxExport.CreateModel(network, options);
        var producers = model.Graph.Nodes.ToDictionary(node => node.Outputs[0]);
        string[] weighted = ["Conv", "Gemm", "MaxPool", "Flatten"];
        Assert.All(
            model.Graph.Nodes.Where(node => weighted.Contains(node.OperatorType)),
            node => Assert.All(node.Inputs, input => Assert.Equal("DequantizeLinear", producers[input].OperatorType)));
        Assert.Equal("DequantizeLinear", producers["output"].OperatorType);
        Assert.Equal(3, model.Graph.Initializers.Count(tensor => tensor.ElementType == OnnxElementType.Int32));

        var file = OnnxExport.Write(network, options);
        _ = new QuantizedTraining(network, new QuantizationOptions());
        using var attached = scales.Attach(network);
        for (var i = 0; i < 20; i++)
        {
            using var sample = samples.narrow(0, i, 1);
            Networks.Near(Networks.Values(network.call(sample)), OnnxFile.Run(file, sample), scales["b"]!.Value.Scale * 1.01f);
        }
    }

    /// <summary>−1 · 0 is −0, whose bits are those of a value.</summary>
    [Fact]
    public void Pruned_ZerosHaveNoSign()
    {
        Torch.Need();
        using var network = Create();
        new Pruner(new MagnitudeCriterion(), new SingleWeights(), new LayerShare(0.3)).Prune(network);
        var weights = OnnxExport.CreateModel(network, new ExportOptions { InputShape = [1, 6] }).Graph.Initializers.Single(tensor => tensor.Name == "a.weight")
            .ToFloats();
        Assert.Equal(34, weights.Count(weight => BitConverter.SingleToInt32Bits(weight) == 0));
    }

    private static Sequential Create() => Sequential(("a", Linear(6, 8)), ("relu", ReLU()), ("b", Linear(8, 3)));
}
