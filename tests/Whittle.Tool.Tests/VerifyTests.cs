using System.Diagnostics;
using Whittle.Onnx;

namespace Whittle.Tool.Tests;

public sealed class VerifyTests : IDisposable
{
    private readonly CaseFolder _cases = new();

    public void Dispose() => _cases.Dispose();

    [Fact]
    public void Right_Passes()
    {
        _cases.Add("a/relu", "Relu", [Floats(-1, 2)], [Floats(0, 2)]);
        var run = Run.Of("verify", _cases.Root);
        Assert.Equal("1 passed, 0 failed, 0 unsupported", run.LastLine);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Wrong_Fails_WithElement()
    {
        _cases.Add("relu", "Relu", [Floats(-1, 2)], [Floats(0, 2.5f)]);
        var run = Run.Of("verify", _cases.Root);
        Assert.Equal("failed relu: output 'y0': 1 of 2 elements differ: [1] 2 instead of 2.5", run.Output[0]);
        Assert.Equal("0 passed, 1 failed, 0 unsupported", run.LastLine);
        Assert.Equal(1, run.Code);
    }

    [Fact]
    public void UnknownOperator_IsUnsupported_AndNoFailure()
    {
        _cases.Add("new", "Frobnicate", [Floats(1)], [Floats(1)]);
        var run = Run.Of("verify", _cases.Root);
        Assert.StartsWith("unsupported new: WHT0003 node 'n': The operator Frobnicate", run.Output[0], StringComparison.Ordinal);
        Assert.Equal("0 passed, 0 failed, 1 unsupported", run.LastLine);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void BrokenFiles_FailAlone()
    {
        _cases.Add("broken", [1, 2, 3], [Floats(1)], [Floats(1)]);
        _cases.Add("good", "Relu", [Floats(1)], [Floats(1)]);
        var empty = _cases.Add("empty", "Relu", [Floats(1)], [Floats(1)]);
        File.Delete(Path.Combine(empty, "test_data_set_0", "input_0.pb"));
        var run = Run.Of("verify", _cases.Root);
        Assert.Equal("1 passed, 2 failed, 0 unsupported", run.LastLine);
        Assert.Equal("failed empty: there is no tensor in input_0.pb", run.Output[1]);
    }

    [Fact]
    public void OtherShapeOfReference_Fails()
    {
        _cases.Add("relu", "Relu", [Floats(1, 2)], [OnnxTensor.FromFloats("", [2, 1], [1, 2])]);
        Assert.Contains("shape [2] instead of [2,1]", Run.Of("verify", _cases.Root).Output[0], StringComparison.Ordinal);
    }

    [Fact]
    public void SymbolicDimensions_AreThoseOfTheData()
    {
        _cases.Add("relu", "Relu", [Floats(-1, 2, 3)], [Floats(0, 2, 3)], symbolic: true);
        Assert.Equal("1 passed, 0 failed, 0 unsupported", Run.Of("verify", _cases.Root).LastLine);
    }

    [Theory]
    [InlineData("case\tcore\tbind=1\n", "1 passed, 0 failed, 0 unsupported")]
    [InlineData("case\tcore\t-\n", "1 passed, 0 failed, 0 unsupported")]
    [InlineData("other\tcore\t-\n", "1 passed, 0 failed, 0 unsupported")]
    public void Index_SaysWhatIsBound(string index, string last)
    {
        _cases.Add("case", "Reshape", [Floats(1, 2, 3, 4), OnnxTensor.FromInt64s("", [2], [2, 2])], [OnnxTensor.FromFloats("", [2, 2], [1, 2, 3, 4])]);
        _cases.Write("INDEX.tsv", index);
        Assert.Equal(last, Run.Of("verify", _cases.Root).LastLine);
    }

    [Fact]
    public void List_Chooses_AndMustExist()
    {
        _cases.Add("one", "Relu", [Floats(1)], [Floats(1)]);
        _cases.Add("two", "Abs", [Floats(-1)], [Floats(1)]);
        Assert.Equal("1 passed, 0 failed, 0 unsupported", Run.Of("verify", _cases.Root, "--list", _cases.Write("list.txt", "# mine\ntwo\tx\n")).LastLine);
        var missing = Run.Of("verify", _cases.Root, "--list", _cases.Write("list.txt", "three\n"));
        Assert.Equal(2, missing.Code);
        Assert.Contains("'three'", Assert.Single(missing.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_CountsByOperator()
    {
        _cases.Add("one", "Relu", [Floats(1)], [Floats(1)]);
        _cases.Add("two", "Relu", [Floats(1)], [Floats(2)]);
        _cases.Add("three", "Frobnicate", [Floats(1)], [Floats(1)]);
        var report = Path.Combine(_cases.Root, "report.md");
        Run.Of("verify", _cases.Root, "--report", report);
        Assert.Equal(
            ["| operator | passed | failed | unsupported |", "|---|--:|--:|--:|", "| Frobnicate | 0 | 0 | 1 |", "| Relu | 1 | 1 | 0 |"],
            File.ReadAllLines(report));
    }

    [Fact]
    public void Isa_IsTaken()
    {
        // A process of its own: the runtime chooses its path once.
        _cases.Add("relu", "Relu", [Floats(-1, 2)], [Floats(0, 2)]);
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "verify", _cases.Root, "--isa", "scalar"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Contains("on the scalar path", output, StringComparison.Ordinal);
        Assert.EndsWith("1 passed, 0 failed, 0 unsupported", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Conformance_HasNoWrongResult()
    {
        var folder = Shared.Folder("conformance/onnx-backend/node");
        if (folder is null)
        {
            Assert.Skip("needs ../shared/conformance");
        }

        // A sample of the whole: every seventh case, so that the run takes seconds.
        var names = Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).Where((_, i) => i % 7 == 0);
        var run = Run.Of("verify", folder, "--list", _cases.Write("list.txt", string.Join('\n', names)));
        Assert.True(run.Code == 0, string.Join("\n", run.Output.Where(line => line.StartsWith("failed", StringComparison.Ordinal))));
        Assert.Matches("^[1-9][0-9]+ passed, 0 failed, [0-9]+ unsupported$", run.LastLine);
    }

    private static OnnxTensor Floats(params float[] values) => OnnxTensor.FromFloats("", [values.Length], values);
}
