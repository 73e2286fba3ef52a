namespace Whittle.Onnx.Tests;

/// <summary>Models of other people's exporters.</summary>
public class SharedModelTests
{
    [Fact]
    public void Models_ReadAndRoundTrip() => Check(SharedFiles.All("models", "*.onnx"), atLeast: 200);

    [Theory]
    [InlineData("corrupt-model.onnx", "The file is text, not a binary ONNX model.")]
    [InlineData(
        "test_arbitrary_external_file.onnx", "Tensor 'evil_weights' keeps its data in '../../../../../../../etc/passwd', which is outside the model's folder.")]
    public void BadModels_AreRefused(string name, string message)
    {
        var file = Assert.Single(SharedFiles.All("models", name));
        Assert.Equal(message, Assert.Throws<OnnxFormatException>(() => OnnxReader.ReadFile(file)).Message);
    }

    [Fact]
    public void ExternalModel_ReadsTheBytesOfItsDataFile()
    {
        var file = Assert.Single(SharedFiles.All("models", "conv_qdq_external_ini.onnx"));
        var bytes = File.ReadAllBytes(Path.ChangeExtension(file, ".bin"));
        var tensors = OnnxReader.ReadFile(file).Graph.Initializers.ToDictionary(tensor => tensor.Name);
        Assert.Equal(bytes.AsSpan(0, 864), tensors["conv1.weight_quantized"].Data.Span);
        Assert.Equal(bytes.AsSpan(864, 128), tensors["conv1.bias_quantized"].Data.Span);
    }

    [Fact]
    public void ConformanceModels_ReadAndRoundTrip() => Check(SharedFiles.All("conformance", "model.onnx"), atLeast: 1000);

    [Fact]
    public void ConformanceTensors_ReadOrAreRefused()
    {
        // Some of the files hold a sequence or an optional instead of a tensor; nothing but a typed refusal may come of those.
        var files = SharedFiles.All("conformance", "*.pb");
        var read = 0;
        foreach (var file in files)
        {
            try
            {
                var tensor = OnnxReader.ReadTensor(File.ReadAllBytes(file));
                ModelComparer.AssertEqual(tensor, OnnxReader.ReadTensor(OnnxWriter.WriteTensor(tensor)));
                read++;
            }
            catch (OnnxFormatException)
            {
            }
        }

        Assert.True(read > files.Length * 0.95, $"{read} of {files.Length} tensors were read");
    }

    private static void Check(string[] files, int atLeast)
    {
        var failures = new List<string>();
        foreach (var file in files.Where(file => Path.GetFileName(file) is not ("test_arbitrary_external_file.onnx" or "corrupt-model.onnx")))
        {
            try
            {
                var model = OnnxReader.ReadFile(file);
                var written = OnnxWriter.Write(model);
                var again = OnnxReader.Read(written);
                if (ModelComparer.Difference("model", model, again) is { } difference)
                {
                    failures.Add($"{file}: {difference}");
                }
                else if (!OnnxWriter.Write(again).AsSpan().SequenceEqual(written))
                {
                    failures.Add($"{file}: written differently the second time");
                }
            }
            catch (OnnxFormatException failure)
            {
                failures.Add($"{file}: {failure.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
        Assert.True(files.Length >= atLeast);
    }
}
