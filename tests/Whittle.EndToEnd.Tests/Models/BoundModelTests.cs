using Whittle.Compiler;
using Whittle.EndToEnd.Tests.Harness;
using Whittle.Tool.InMemory;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>A model that an input makes one of two networks: voice activity at two sampling rates.</summary>
public class BoundModelTests
{
    [Theory]
    [InlineData(16000, 576)]
    [InlineData(8000, 288)]
    public void VoiceModel_IsTheNetworkOfItsRate(int rate, int samples)
    {
        var path = Shared.Find("models/silero-vad/silero_vad.onnx");
        var options = new CompileOptions
        {
            ClassName = "Voice",
            Bind = new Dictionary<string, double[]> { ["sr"] = [rate] },
            Dimensions = new Dictionary<string, int> { ["input.1"] = samples, ["state.1"] = 1 },
        };
        var bytes = File.ReadAllBytes(path);
        var model = ModelAssembly.Build(ModelCompiler.Compile(bytes, path, options));
        Assert.Equal(["input", "state"], model.Plan.Inputs.Select(port => port.Name));
        using var oracle = new OrtOracle(bytes);
        foreach (var inputs in TestData.Inputs(model.Plan, 10, model.Plan.Inputs.ToDictionary(port => port.Name, _ => (-1.0, 1.0))))
        {
            var expected = oracle.Run([.. inputs, new long[] { rate }], [[1, samples], [2, 1, 128], []]);
            Compare.Outputs(expected, model.Predict(inputs), Likeness.Close, $"{rate} Hz", tolerance: 1e-4);
        }
    }
}
