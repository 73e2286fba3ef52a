using TorchSharp;
using TorchSharp.Modules;
using Whittle.Compiler;
using Whittle.Compression.Export;
using Whittle.Compression.Quantization;
using Whittle.Compression.Sharing;
using Whittle.Tool.InMemory;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Export;

/// <summary>Activations that are rounded by their own range at run time.</summary>
public class DynamicTests
{
    [Fact]
    public void RoundTrip_HandWorked()
    {
        Torch.Need();

        // The range is −1…254, so a step is 1 and zero is byte 1; 253.6 rounds up, −0.5 to even.
        using var values = tensor(new[] { -1f, 0f, -0.5f, 253.6f, 254f });
        Assert.Equal([-1f, 0f, 0f, 254f, 254f], Networks.Values(DynamicActivations.RoundTrip(values)));
        Assert.Equal([0f, 0f], Networks.Values(DynamicActivations.RoundTrip(zeros(2))));

        // A range above zero is widened to it: steps of 2.
        Assert.Equal([510f, 100f], Networks.Values(DynamicActivations.RoundTrip(tensor(new[] { 510f, 100.9f }))));
    }

    [Fact]
    public void RoundTrip_GradientGoesThrough()
    {
        Torch.Need();
        using var values = tensor(new[] { -1f, 0.3f, 2f }, requires_grad: true);
        (DynamicActivations.RoundTrip(values) * tensor(new[] { 1f, 2f, 3f })).sum().backward();
        Assert.Equal([1f, 2f, 3f], Networks.Values(values.grad!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Export_SameAnswersAsTheRoundedModule(bool convolutions)
    {
        Torch.Need();
        using var network = Create(convolutions);
        var shape = Shape(convolutions);
        var file = OnnxExport.Write(network, new ExportOptions { InputShape = shape, DynamicActivations = true });
        _ = new QuantizedTraining(network, new QuantizationOptions());
        using var attached = DynamicActivations.Attach(network);
        for (var i = 0; i < 20; i++)
        {
            // A value on the border between two bytes may fall either way, and then moves the outputs by a step.
            using var input = randn(shape);
            using var expected = network.call(input);
            Networks.Near(Networks.Values(expected), OnnxFile.Run(file, input), 0.02f * expected.abs().max().item<float>());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GeneratedClass_SameAnswersAsOnnxRuntime(bool convolutions)
    {
        Torch.Need();
        using var network = Create(convolutions);
        var shape = Shape(convolutions);
        var file = OnnxExport.Write(network, new ExportOptions { InputShape = shape, DynamicActivations = true });
        var compiled = ModelCompiler.Compile(file, "Dynamic.onnx", new CompileOptions());
        Assert.Empty(compiled.Plan.Errors);
        Assert.All(compiled.Plan.Layers, layer => Assert.Contains(convolutions ? "Int8" : "Int8Dynamic", layer.Kernel, StringComparison.Ordinal));
        Assert.Equal(convolutions ? 3 : 2, compiled.Plan.Layers.Count);
        using var assembly = ModelAssembly.Build([compiled]);
        for (var i = 0; i < 20; i++)
        {
            using var input = randn(shape);
            Networks.Near(OnnxFile.Run(file, input), (float[])assembly[0].Predict(Networks.Values(input)).Single());
        }
    }

    [Fact]
    public void Contradictions_AreRefused()
    {
        Torch.Need();
        using var network = Sequential(("a", Linear(8, 16)));
        var both = new ExportOptions { InputShape = [1, 8], DynamicActivations = true, Activations = ActivationScales.Measure(network, rand(3, 8)) };
        Assert.Contains("choose one", Assert.Throws<CompressionException>(() => OnnxExport.Write(network, both)).Message, StringComparison.Ordinal);
        var shared = new ExportOptions { InputShape = [1, 8], DynamicActivations = true, Weights = WeightForm.Of(SharedWeights.Create(network, new SharingOptions { Size = 4 })) };
        Assert.Contains("'a' shares floats", Assert.Throws<CompressionException>(() => OnnxExport.Write(network, shared)).Message, StringComparison.Ordinal);
    }

    private static Sequential Create(bool convolutions) => convolutions
        ? Sequential(("c", Conv2d(2, 4, 3, padding: 1)), ("r", ReLU()), ("d", Conv2d(4, 6, 3, stride: 2, groups: 2, bias: false)), ("flat", Flatten()), (
            "fc", Linear(54, 3)))
        : Sequential(("a", Linear(8, 16)), ("r", ReLU()), ("b", Linear(16, 3, hasBias: false)));

    private static long[] Shape(bool convolutions) => convolutions ? [1, 2, 8, 8] : [1, 8];
}
