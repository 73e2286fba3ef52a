using Whittle.Compiler;

namespace Whittle.Build.Tests;

public sealed class SettingsFileTests : IDisposable
{
    private readonly TaskBench _bench = new();
    private CompileOptions? _options;

    public SettingsFileTests() => _bench.Compiler = (path, options) =>
    {
        _options = options;
        return TaskBench.Succeed(path, options);
    };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void FileAndMetadata_AreOneSetOfSettings()
    {
        var model = _bench.Model("Models/a.onnx", ("Quantize", "int4"), ("Share", "none"), ("CalibrationData", "item"));
        _bench.Write("Models/a.onnx.whittle", "# comment\nQuantize = int8\nPrune = fc1=0.5\nShare = 16\nTestData = file\nMaxBytes = 5\nClassName = Net\n");
        _bench.Write("item/x.npy", "");
        _bench.Write("Models/file/x.npy", "");

        Assert.True(_bench.Build(model), string.Join('\n', _bench.Errors));

        Assert.NotNull(_options);
        Assert.Equal("Net", _options.ClassName);
        Assert.Equal(4, _options.Compression.WeightBits);
        Assert.Equal(0, _options.Compression.SharedValues);
        Assert.Equal("fc1", Assert.Single(_options.Compression.Prune!.Layers).Name);
        Assert.EndsWith(Path.Combine("Models", "file"), _options.Budget.TestData!.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("Models", _options.Compression.Calibration!.Path, StringComparison.Ordinal);
        Assert.Equal(5, _options.Budget.Bytes);
        Assert.Equal(
            ["ClassName Net file 7", "Quantize int4 item 0", "Prune fc1=0.5 file 3", "CalibrationData item item 0", "MaxBytes 5 file 6", "TestData file file 5"],
            _options.Settings.Select(setting => FormattableString.Invariant($"{setting.Key} {setting.Value} {setting.From} {setting.Line}")));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("Exact = true", true)]
    [InlineData("Exact = false", false)]
    public void Exact_IsTrueUnlessSaid(string text, bool exact)
    {
        var model = _bench.Model("Models/a.onnx");
        _bench.Write("Models/a.onnx.whittle", text);

        Assert.True(_bench.Build(model), string.Join('\n', _bench.Errors));

        Assert.Equal(exact, _options!.Exact);
    }

    [Theory]
    [InlineData("# x\n  Quantise = int8", 2, 3, "Write Quantize.")]
    [InlineData("Quantize = in8", 1, 12, "Write int8; it takes int8, int4 or none.")]
    [InlineData("Share = 1", 1, 9, "Write a whole number from 2 to 256, or none.")]
    [InlineData("ClassName = my-net", 1, 13, "'MyNet'")]
    [InlineData("Dimensions = time", 1, 14, "batch=1;time=16")]
    [InlineData("Quantize = int8\nCalibrationData = nowhere", 2, 19, "no folder")]
    [InlineData("MinAccuracy = 0.5", 1, 15, "TestData")]
    public void Fault_IsOneErrorAtItsPlace(string text, int line, int column, string words)
    {
        var model = _bench.Model("Models/a.onnx");
        _bench.Write("Models/a.onnx.whittle", text);

        Assert.False(_bench.Build(model));

        var error = Assert.Single(_bench.Engine.Errors);
        Assert.Equal(("Models/a.onnx.whittle", line, column), (error.File, error.LineNumber, error.ColumnNumber));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_InTheIdeNamesItsPlaceInThePlan()
    {
        _bench.DesignTime = true;
        var model = _bench.Model("a.onnx");
        _bench.Write("a.onnx.whittle", "Quantise = int8");

        _bench.Build(model);

        Assert.StartsWith("a.onnx.whittle(1,1): ", Assert.Single(_bench.Plan("A").Errors).Cause, StringComparison.Ordinal);
    }
}
