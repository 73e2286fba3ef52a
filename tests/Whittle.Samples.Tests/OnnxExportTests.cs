using DigitDrawing;
using DigitTraining;
using DigitTraining.Export;
using DigitTraining.Quantization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Whittle.Samples.Tests;

public class OnnxExportTests
{
    private static readonly DigitSet _set = DigitSet.Create(seed: 9, count: 200);

    [Fact]
    public void CreateModel_LeNet_EveryOperatorStandsBetweenPairs()
    {
        var model = OnnxExport.CreateModel(Quantize());
        Assert.Equal("labels", Assert.Single(model.Metadata).Key);
        Assert.Equal(10, model.Metadata[0].Value.Split(',').Length);

        string[] inner = ["Conv", "Relu", "MaxPool", "Conv", "Relu", "MaxPool", "Flatten", "Gemm", "Relu", "Gemm", "Relu", "Gemm"];
        Assert.Equal(inner, model.Graph.Nodes.Select(node => node.OperatorType).Where(type => !type.EndsWith("Linear", StringComparison.Ordinal)));

        var producers = model.Graph.Nodes.ToDictionary(node => node.Outputs[0]);
        foreach (var node in model.Graph.Nodes.Where(node => inner.Contains(node.OperatorType)))
        {
            var expected = node.OperatorType == "Relu" ? ["Conv", "Gemm"] : new[] { "DequantizeLinear" };
            Assert.All(node.Inputs, input => Assert.Contains(producers[input].OperatorType, expected));
        }

        Assert.Equal("DequantizeLinear", producers["scores"].OperatorType);
    }

    [Fact]
    public void CreateModel_NamesAreUnique()
    {
        var graph = OnnxExport.CreateModel(Quantize()).Graph;
        Assert.Distinct(graph.Nodes.Select(node => node.Name));
        Assert.Distinct(graph.Nodes.SelectMany(node => node.Outputs).Concat(graph.Initializers.Select(tensor => tensor.Name)).Append("image"));
    }

    /// <summary>ONNX Runtime fuses the pairs into its own int8 kernels; the trainer's arithmetic promises the same bits.</summary>
    [Fact]
    public void Write_LeNet_RuntimeGivesTheTrainersScores()
    {
        var network = Quantize();
        using var session = new InferenceSession(OnnxExport.Write(network));
        var run = network.CreateRunner();
        for (var i = 0; i < _set.Count; i++)
        {
            var image = new DenseTensor<float>(_set.Image(i).ToArray(), [1, 1, DigitPainter.Size, DigitPainter.Size]);
            using var results = session.Run([NamedOnnxValue.CreateFromTensor("image", image)]);
            Assert.Equal(run(_set.Image(i)), results[0].AsEnumerable<float>());
        }
    }

    private static QuantizedNetwork Quantize()
    {
        var network = LeNet.Create();
        var random = new SplitMix(4);
        network.Initialize(random);
        foreach (var layer in network.Layers)
        {
            foreach (ref var bias in layer.Parameters.Bias.AsSpan())
            {
                bias = (float)random.NextAround(0.2);
            }
        }

        return QuantizedNetwork.Create(network, Calibration.Measure(network, _set, _set.Count));
    }
}
