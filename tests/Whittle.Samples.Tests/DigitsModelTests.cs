using DigitDrawing;
using DigitTraining;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Whittle.Samples.Tests;

/// <summary>The model that the sample ships.</summary>
public class DigitsModelTests
{
    [Fact]
    public void Model_FreshImages_At98PercentRight()
    {
        using var session = new InferenceSession(Path.Combine(Repository.Root, "samples", "Digits", "Models", "digits.onnx"));
        var accuracy = Accuracy.Measure(DigitSet.Create(seed: 2026, count: 2000), () => image => Classify(session, image));
        Assert.InRange(accuracy, 0.98, 1);
    }

    private static int Classify(InferenceSession session, ReadOnlySpan<float> image)
    {
        var pixels = new DenseTensor<float>(image.ToArray(), [1, 1, DigitPainter.Size, DigitPainter.Size]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("image", pixels)]);
        return Accuracy.IndexOfMax<float>(results[0].AsEnumerable<float>().ToArray());
    }
}
