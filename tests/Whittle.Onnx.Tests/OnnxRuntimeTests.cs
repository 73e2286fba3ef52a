using Microsoft.ML.OnnxRuntime;

namespace Whittle.Onnx.Tests;

/// <summary>What is written must be a model to others too.</summary>
public class OnnxRuntimeTests
{
    [Fact]
    public void WrittenModel_RunsInOnnxRuntime()
    {
        using var session = new InferenceSession(OnnxWriter.Write(SampleModels.Gemm()));
        using var input = OrtValue.CreateTensorValueFromMemory<float>([1, 1, 1, 1, 0, -1], [2, 3]);
        using var options = new RunOptions();
        using var results = session.Run(options, ["x"], [input], ["y"]);

        // alpha · x · w + b with alpha 2: row 0 sums the columns (9, 12), row 1 is row 0 of w minus row 2 (-4, -4).
        Assert.Equal([18.5f, 23.5f, -7.5f, -8.5f], results[0].GetTensorDataAsSpan<float>());
        Assert.Equal("whittle", session.ModelMetadata.ProducerName);
        Assert.Equal("null\neins", session.ModelMetadata.CustomMetadataMap["labels"]);
    }

    [Fact]
    public void RewrittenModels_GiveTheSameResultsInOnnxRuntime()
    {
        var checkedModels = 0;
        foreach (var folder in SharedFiles.All("conformance", "model.onnx").Select(file => Path.GetDirectoryName(file)!).Where((_, i) => i % 25 == 0))
        {
            checkedModels += RunsAlike(folder) ? 1 : 0;
        }

        Assert.True(checkedModels >= 10, $"only {checkedModels} models could be run");
    }

    /// <summary>False when ONNX Runtime cannot run the original; then there is nothing to compare.</summary>
    private static bool RunsAlike(string folder)
    {
        var original = File.ReadAllBytes(Path.Combine(folder, "model.onnx"));
        using var first = Open(original);
        if (first is null
            || first.InputMetadata.Values.Any(input => input.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR || input.ElementType != typeof(float)))
        {
            return false;
        }

        using var second = Open(OnnxWriter.Write(OnnxReader.Read(original)));
        Assert.NotNull(second);
        var inputs = first.InputNames.Select((name, i) => (name, value: Input(folder, i)))
            .Where(input => input.value is not null)
            .ToDictionary(x => x.name, x => x.value!);
        if (inputs.Count != first.InputNames.Count)
        {
            return false;
        }

        using var options = new RunOptions();
        using var expected = first.Run(options, inputs, first.OutputNames);
        using var actual = second.Run(options, inputs, second.OutputNames);
        for (var i = 0; i < expected.Count && expected[i].IsTensor && expected[i].GetTensorTypeAndShape().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float; i++)
        {
            Assert.Equal(expected[i].GetTensorDataAsSpan<float>(), actual[i].GetTensorDataAsSpan<float>());
        }

        return true;
    }

    private static InferenceSession? Open(byte[] model)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        try
        {
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException)
        {
            return null;
        }
    }

    private static OrtValue? Input(string folder, int index)
    {
        var file = Path.Combine(folder, "test_data_set_0", $"input_{index}.pb");
        if (!File.Exists(file))
        {
            return null;
        }

        var tensor = OnnxReader.ReadTensor(File.ReadAllBytes(file));
        return OrtValue.CreateTensorValueFromMemory(tensor.ToFloats(), tensor.Dimensions);
    }
}
