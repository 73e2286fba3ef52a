using TorchSharp;
using TorchSharp.Modules;
using Whittle.Compiler;
using Whittle.Compression.Export;
using Whittle.Compression.Quantization;
using Whittle.Compression.Sharing;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Export;

/// <summary>What is exported, compiles.</summary>
public class CompilerTests
{
    [Fact]
    public void Floats_Compile()
    {
        Torch.Need();
        using var network = Create();
        Compile(network, new ExportOptions { InputShape = [1, 1, 8, 8] });
    }

    [Fact]
    public void Shared_Compile()
    {
        Torch.Need();
        using var network = Create();
        Compile(
            network, new ExportOptions { InputShape = [1, 1, 8, 8], Weights = WeightForm.Of(SharedWeights.Create(network, new SharingOptions { Size = 8 })) });
    }

    [Theory]
    [InlineData(WeightScheme.Int8)]
    [InlineData(WeightScheme.Int4)]
    [InlineData(WeightScheme.Ternary)]
    [InlineData(WeightScheme.Binary)]
    public void Integers_Compile(WeightScheme scheme)
    {
        Torch.Need();
        using var network = Create();
        var quantized = new QuantizedTraining(network, new QuantizationOptions { Scheme = scheme });
        Compile(network, new ExportOptions { InputShape = [1, 1, 8, 8], Weights = WeightForm.Of(network, quantized) });
    }

    [Fact]
    public void Activations_Compile()
    {
        Torch.Need();
        using var network = Create();
        using var samples = rand(50, 1, 8, 8);
        Compile(network, new ExportOptions { InputShape = [1, 1, 8, 8], Activations = ActivationScales.Measure(network, samples) });
    }

    private static void Compile(Sequential network, ExportOptions options)
    {
        var result = ModelCompiler.Compile(OnnxExport.Write(network, options), "network.onnx", new CompileOptions());
        Assert.Empty(result.Plan.Errors.Select(error => $"{error.Id} {error.Node}: {error.Cause}"));
        Assert.NotEmpty(result.Plan.Steps);
    }

    private static Sequential Create() => Sequential(
        ("c", Conv2d(1, 4, 3)), ("r1", ReLU()), ("pool", MaxPool2d(2)), ("flat", Flatten()), ("a", Linear(36, 8)), ("r2", ReLU()), ("b", Linear(8, 3)));
}
