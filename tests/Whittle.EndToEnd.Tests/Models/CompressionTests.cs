using Whittle.Compiler;
using Whittle.Compiler.Settings;
using Whittle.EndToEnd.Tests.Harness;
using Whittle.Plan.Settings;
using Whittle.Tool.InMemory;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>What compression by the build costs on real images, through the generated class; docs/build-compression.md quotes these figures.</summary>
public class CompressionTests(ITestOutputHelper output)
{
    private const string Mnist = "models/libonnx-models/mnist_8/model.onnx";

    /// <summary>The float model is right 9,891 times of 10,000.</summary>
    private const int FloatRight = 9_891;

    [Theory]
    [InlineData("int8", "", 0, 20, 27)]
    [InlineData("int4", "", 0, 100, 16)]
    [InlineData("", "", 16, 50, 16)]
    [InlineData("int8", "0.5", 0, 50, 22)]
    [InlineData("int8", "", 16, 50, 17)]
    public void Mnist8_TestImages_StayRight(string quantize, string prune, int share, int mostLost, int mostPercent)
    {
        var options = new CompressionOptions
        {
            WeightBits = quantize switch { "int8" => 8, "int4" => 4, _ => 0 },
            Prune = prune.Length > 0 ? PruneAmounts.TryParse(prune, out _) : null,
            SharedValues = share,
        };
        var (floats, compressed) = (Compile(CompressionOptions.None), Compile(options));

        var right = Right(ModelAssembly.Build(compressed));
        var (weights, before) = (compressed.Plan.Layers.Sum(layer => layer.StoredBytes), floats.Plan.Layers.Sum(layer => layer.StoredBytes));

        output.WriteLine(FormattableString.Invariant(
            $"{quantize} prune={prune} share={share}: {right} right, {weights} of {before} bytes of weights, file {compressed.Plan.WeightsBytes} of {floats.Plan.WeightsBytes}"));
        Assert.InRange(right, FloatRight - mostLost, 10_000);
        Assert.InRange(100.0 * weights / before, 0, mostPercent);
    }

    /// <summary>The build's own evaluator and the generated class agree on how many images are right.</summary>
    [Fact]
    public void Mnist8_AccuracyOfTheBuild_IsThatOfTheClass()
    {
        const int Count = 500;
        var images = new MnistImages();
        var folder = Directory.CreateTempSubdirectory("whittle test data");
        try
        {
            Write(Path.Combine(folder.FullName, "images.npy"), [Count, 1, 28, 28], i => images.Pixel(i));
            Write(Path.Combine(folder.FullName, "labels.npy"), [Count], i => (byte)images.Label(i));
            var budget = new BudgetOptions { TestData = new DataFolder(folder.FullName, "data") };
            var compressed = Compile(new CompressionOptions { WeightBits = 8, Calibration = new DataFolder(folder.FullName, "data") }, budget);

            Assert.Equal(Count, compressed.Plan.Accuracy!.Samples);
            Assert.Equal((double)Right(ModelAssembly.Build(compressed), Count) / Count, compressed.Plan.Accuracy.Share, 0.0021);
            Assert.InRange(compressed.Plan.OutputDeviations[0].Deviation.SignalToNoise, 25, 60);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static CompileResult Compile(CompressionOptions compression, BudgetOptions? budget = null)
    {
        var result = ModelCompiler.CompileFile(
            Shared.Find(Mnist), new CompileOptions { ClassName = "Subject", Compression = compression, Budget = budget ?? BudgetOptions.None });
        Assert.True(result.Succeeded, string.Join('\n', result.Plan.Errors.Select(error => error.Cause)));
        return result;
    }

    private static int Right(GeneratedModel model, int count = 10_000)
    {
        var images = new MnistImages();
        var pixels = new float[MnistImages.Pixels];
        var scores = new float[10];
        var right = 0;
        for (var i = 0; i < count; i++)
        {
            images.CopyTo(i, pixels);
            model.Calls.PredictInto([pixels], [scores]);
            right += Array.IndexOf(scores, scores.Max()) == images.Label(i) ? 1 : 0;
        }

        return right;
    }

    /// <summary>A .npy file of bytes.</summary>
    private static void Write(string path, int[] shape, Func<int, byte> value)
    {
        var header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({string.Join(", ", shape)},), }}".PadRight(117) + "\n";
        var data = Enumerable.Range(0, shape.Aggregate(1, (product, dimension) => product * dimension)).Select(value);
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. data]);
    }
}
