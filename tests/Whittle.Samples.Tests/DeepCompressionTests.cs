using System.Diagnostics;
using System.Text.RegularExpressions;
using Whittle.Onnx;

namespace Whittle.Samples.Tests;

/// <summary>The sample in a process of its own, since it carries libtorch; with one epoch of everything.</summary>
public partial class DeepCompressionTests
{
    [Fact]
    public async Task LeNet300_GivesModelsChartsAndASpeed()
    {
        using var folder = new TemporaryFolder();
        var output = await Run("--net", "lenet-300-100", "--quick", "--images", "300", "-o", folder.Path);
        Assert.Matches(Speed(), output.TrimEnd().Split('\n')[^1]);
        foreach (var chart in new[] { "error", "weights", "bytes" })
        {
            Assert.Equal([0x89, .. "PNG"u8], File.ReadAllBytes(Path.Combine(folder.Path, $"lenet-300-100-{chart}.png"))[..4]);
        }

        var model = OnnxReader.Read(File.ReadAllBytes(Path.Combine(folder.Path, "lenet-300-100.onnx")));
        Assert.Equal("image", Assert.Single(model.Graph.Inputs).Name);
        Assert.Equal("labels", Assert.Single(model.Metadata).Key);
        Assert.True(File.Exists(Path.Combine(folder.Path, "checkpoints", "lenet-300-100-smallest", "progress.json")));

        // The sample that recognizes digits takes it; trained for one epoch on 300 images, it is right more often than by chance.
        var recognized = await DigitsProgram.Run(Path.Combine(folder.Path, "lenet-300-100.onnx"), folder.Path);
        var accuracy = Accuracy().Match(recognized);
        Assert.True(accuracy.Success, recognized);
        Assert.InRange(double.Parse(accuracy.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 20, 100);

        // Again: everything is there, so nothing is trained and the files are the same.
        var bytes = File.ReadAllBytes(Path.Combine(folder.Path, "lenet-300-100.onnx"));
        await Run("--net", "lenet-300-100", "--quick", "--images", "300", "-o", folder.Path);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(folder.Path, "lenet-300-100.onnx")));
    }

    [Fact]
    public async Task SimpleNet_GoesInAndOut()
    {
        using var folder = new TemporaryFolder();
        var output = await Run("--net", "simplenet", "--quick", "--images", "200", "-o", folder.Path);
        Assert.Contains("conv2", output, StringComparison.Ordinal);
        var model = OnnxReader.Read(File.ReadAllBytes(Path.Combine(folder.Path, "simplenet.onnx")));
        Assert.Equal(
            ["Conv", "Relu", "MaxPool", "Conv", "Relu", "MaxPool", "Flatten", "Gemm", "Relu", "Gemm"], model.Graph.Nodes.Select(node => node.OperatorType));
    }

    [Fact]
    public async Task Mistake_IsOneLine()
    {
        var (code, output) = await Start("--data", "nowhere", "--net", "lenet-5");
        Assert.Equal(1, code);
        Assert.StartsWith("DeepCompression: There is neither", Assert.Single(output.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--images is a whole number of at least 200.", "--images", "ten")]
    [InlineData("--threshold is a number from 0 on.", "--threshold", "-1")]
    [InlineData("'lenet-300-100' 'lenet-5' 'simplenet' 'all'", "--net", "lenet5")]
    public async Task OptionThatIsWrong_IsOneLineWithWhatIsRight(string expected, params string[] arguments)
    {
        var (code, output) = await Start(arguments);
        Assert.Equal(2, code);
        Assert.Contains(expected, Assert.Single(output.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static async Task<string> Run(params string[] arguments)
    {
        var (code, output) = await Start(arguments);
        Assert.True(code == 0, output);
        return output;
    }

    private static async Task<(int Code, string Output)> Start(params string[] arguments)
    {
        // The tests' own output folder says which configuration is built.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(Repository.Root, "samples", "DeepCompression", "bin", configuration, "net10.0", "DeepCompression.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if ((await errors).Contains("libtorch", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Skip(await errors);
        }

        return (process.ExitCode, output + await errors);
    }

    [GeneratedRegex(@"accuracy +([0-9.]+) % of 2000 fresh images")]
    private static partial Regex Accuracy();

    [GeneratedRegex(@"^generated class of the compressed lenet-300-100: \d+ ns a prediction, ONNX Runtime on the dense original \d+ ns: \d+\.\d× as fast$")]
    private static partial Regex Speed();

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("whittle").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
