using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using TorchSharp.Modules;
using Whittle.Compiler;
using Whittle.Compression.Export;
using Whittle.Compression.Quantization;
using Whittle.Compression.Tests.Chain;
using Whittle.Tool.InMemory;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Export;

/// <summary>One exported int8 file in ONNX Runtime, in the generated class, and the torch module that it was written from.</summary>
public class SameIntegersTests
{
    private const int Images = 200;

    [Fact]
    public void FullyConnected() => Check([784], () => Sequential(
        ("fc1", Linear(784, 300)), ("r1", ReLU()), ("fc2", Linear(300, 100)), ("r2", ReLU()), ("fc3", Linear(100, 10))));

    [Fact]
    public void Convolutions() => Check([1, 28, 28], () => Sequential(
        ("c1", Conv2d(1, 8, 5)), ("p1", MaxPool2d(2)), ("c2", Conv2d(8, 16, 5)), ("r", ReLU()), ("p2", MaxPool2d(2)), ("flat", Flatten()), ("fc", Linear(
            256, 10))));

    [Fact]
    public void Pruned() => Check([784], () =>
    {
        using var none = no_grad();
        var network = Sequential(("fc1", Linear(784, 128)), ("r1", ReLU()), ("fc2", Linear(128, 10)));
        network.named_parameters().First().parameter.mul_(rand(128, 784).lt(0.05));
        return network;
    });

    private static void Check(long[] shape, Func<Sequential> create)
    {
        Torch.Need();
        using var network = create();
        var data = DigitData.Create(3, Images);
        using var inputs = data.Inputs.reshape([Images, .. shape]);
        var scales = ActivationScales.Measure(network, inputs);
        _ = new QuantizedTraining(network, new QuantizationOptions());
        var file = OnnxExport.Write(network, new ExportOptions { InputShape = [1, .. shape], Activations = scales });
        using var attached = scales.Attach(network);
        using var expected = network.call(inputs);
        using var assembly = ModelAssembly.Build([ModelCompiler.Compile(file, "Same.onnx", new CompileOptions())]);
        using var session = Open(file);
        var step = scales[network.named_children().Last().name]!.Value.Scale;
        var same = 0;
        for (var i = 0; i < Images; i++)
        {
            using var image = inputs.narrow(0, i, 1);
            var runtime = Run(session, image);
            Assert.Equal(runtime, (float[])assembly[0].Predict(Networks.Values(image)).Single());

            // The module computes in float what the graphs compute in integers, so a sum close to the border between two bytes may fall to its other side.
            var module = Networks.Values(expected[i]);
            Assert.All(module.Zip(runtime), pair => Assert.InRange(Math.Round((pair.First - pair.Second) / step), -1, 1));
            same += module.Zip(runtime).Count(pair => Math.Round((pair.First - pair.Second) / step) == 0);
        }

        Assert.InRange(same, 0.97 * Images * 10, Images * 10);
    }

    private static InferenceSession Open(byte[] file)
    {
        // Without it, processors without VNNI add pairs of products in 16 bits.
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.x64quantprecision", "1");
        return new InferenceSession(file, options);
    }

    private static float[] Run(InferenceSession session, Tensor image)
    {
        using var values = OrtValue.CreateTensorValueFromMemory(Networks.Values(image), image.shape);
        using var run = new RunOptions();
        using var results = session.Run(run, session.InputNames, [values], session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
