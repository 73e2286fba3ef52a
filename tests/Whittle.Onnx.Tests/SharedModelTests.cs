namespace Whittle.Onnx.Tests;

/// <summary>Models of other people's exporters.</summary>
public class SharedModelTests
{
    [Fact]
    public void Models_ReadAndRoundTrip() => Check(SharedFiles.All("models", "*.onnx"), atLeast: 200);

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
        foreach (var file in files.Where(file => Path.GetFileName(file) != "test_arbitrary_external_file.onnx"))
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

        Assert.Empty(failures);
        Assert.True(files.Length >= atLeast);
    }
}
