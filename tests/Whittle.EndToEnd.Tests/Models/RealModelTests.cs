using DigitDrawing;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>Models made by others, of every form that a quantizer writes.</summary>
public class RealModelTests
{
    [Theory]
    [InlineData("models/libonnx-models/mnist_8/model.onnx")]
    [InlineData("conformance/onnx2c/test/mnist/pytorch.onnx")]
    [InlineData("conformance/onnx2c/test/tfl_helloworld/model.onnx")]
    [InlineData("models/onnxruntime-testdata/java/testdata/cnn_mnist_pytorch.onnx")]
    [InlineData("models/mnist-in-factorio/model.onnx")]
    [InlineData("models/emx-onnx-cgen/micro_kws_m_static_fp32.onnx")]
    public void FloatModel_IsCloseToOnnxRuntime(string file) => SharedModel.Shared(file).CheckRandom(Likeness.Close);

    /// <summary>Its one output is a sigmoid: large sums would show their own float error multiplied.</summary>
    [Fact]
    public void KerasModel_IsCloseToOnnxRuntime() => SharedModel.Shared("conformance/tract/keras-tract-tf2/model.onnx")
        .CheckRandom(Likeness.Close, range: (-2, 2));

    [Theory]
    [InlineData("models/mnist-in-factorio/model_quantized.onnx")]
    [InlineData("models/emx-onnx-cgen/micro_kws_m_qdq.onnx")]
    [InlineData("models/emx-onnx-cgen/micro_kws_m_qoperator_add_shape.onnx")]
    public void IntegerModel_HasTheBitsOfOnnxRuntime(string file) => SharedModel.Shared(file).CheckRandom(Likeness.Bits, 40);

    /// <summary>It ends in a Softmax of floats, which has no exact result; what goes in there has.</summary>
    [Fact]
    public void IntegerModelWithFloatEnd_HasTheBitsOfOnnxRuntimeBeforeIt()
    {
        const string File = "models/emx-onnx-cgen/micro_kws_m_qoperator_avg_pool.onnx";
        SharedModel.Shared(File).CheckRandom(Likeness.Close);
        SharedModel.Shared(File, withoutLastNode: true).CheckRandom(Likeness.Bits, 40);
    }

    [Theory]
    [InlineData("models/libonnx-models/mnist_8", 3)]
    [InlineData("conformance/tract/keras-tract-tf2", 1)]
    public void TestData_IsReproduced(string folder, int sets)
    {
        var model = SharedModel.Shared(Path.Combine(folder, "model.onnx")).Generated;
        for (var set = 0; set < sets; set++)
        {
            var data = Path.Combine(Shared.Find(folder), FormattableString.Invariant($"test_data_set_{set}"));
            var outputs = model.Predict(TestData.Tensor(Path.Combine(data, "input_0.pb"), model.Plan.Inputs[0]));
            Compare.Outputs([TestData.Tensor(Path.Combine(data, "output_0.pb"), model.Plan.Outputs[0])], outputs, Likeness.Close, $"set {set}");
        }
    }

    [Fact]
    public void Mnist8_TestImages_Gives9891Right()
    {
        var images = new MnistImages();
        var calls = SharedModel.Shared("models/libonnx-models/mnist_8/model.onnx").Generated.Calls;
        var pixels = new float[MnistImages.Pixels];
        var scores = new float[10];
        var right = 0;
        for (var i = 0; i < images.Count; i++)
        {
            images.CopyTo(i, pixels);
            calls.PredictInto([pixels], [scores]);
            right += Array.IndexOf(scores, scores.Max()) == images.Label(i) ? 1 : 0;
        }

        Assert.Equal(9_891, right);
    }

    [Fact]
    public void Digits_DrawnImages_HasTheBitsOfOnnxRuntime()
    {
        var model = SharedModel.Repository("samples/Digits/Models/digits.onnx");
        using var oracle = new OrtOracle(model.Bytes);
        var digits = DigitSet.Create(seed: 31, count: 200);
        for (var i = 0; i < digits.Count; i++)
        {
            var image = digits.Image(i).ToArray();
            Compare.Outputs(oracle.Run(image), model.Generated.Predict(image), Likeness.Bits, $"image {i}");
        }
    }

    [Fact]
    public void Digits_NoiseAndEdges_HasTheBitsOfOnnxRuntime() => SharedModel.Repository("samples/Digits/Models/digits.onnx").CheckRandom(Likeness.Bits, 60);
}
