using System.Text.Json;
using Whittle.Onnx;

namespace Whittle.Tool.Tests;

public class InspectTests
{
    [Fact]
    public void Tables_Fit100Columns()
    {
        var run = Run.Of("inspect", Samples.Digits);
        Assert.Equal(0, run.Code);
        Assert.All(run.Output, line => Assert.True(line.Length <= 100, line));
        Assert.Contains(run.Output, line => line.Contains("120x256", StringComparison.Ordinal) && line.Contains("30,840", StringComparison.Ordinal));
        Assert.Contains(run.Output, line => line.Contains("FullyConnectedInt8", StringComparison.Ordinal));
        Assert.Contains("45,278 parameters, 361,640 multiply-accumulates, 9 steps", run.Output);
    }

    [Fact]
    public void Json_HoldsTheSame()
    {
        using var json = JsonDocument.Parse(string.Join('\n', Run.Of("inspect", Samples.Digits, "--json", "--namespace", "My.App").Output));
        var root = json.RootElement;
        Assert.Equal("My.App.Digits", root.GetProperty("className").GetString());
        Assert.Equal([1, 1, 28, 28], root.GetProperty("inputs")[0].GetProperty("shape").EnumerateArray().Select(d => d.GetInt32()));
        Assert.Equal(5, root.GetProperty("layers").GetArrayLength());
        Assert.Equal(45278, root.GetProperty("totals").GetProperty("parameters").GetInt64());
        Assert.Equal(0, root.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public void FloatLayer_IsFoundByTheAnalyzers()
    {
        using var cases = new CaseFolder();
        var model = new OnnxModel { IrVersion = 8, OperatorSets = { new OnnxOperatorSet("", 13) }, Graph = { Name = "g" } };
        model.Graph.Inputs.Add(
            new OnnxValueInfo { Name = "x", ElementType = OnnxElementType.Float, Shape = [OnnxDimension.Fixed(1), OnnxDimension.Fixed(64)] });
        model.Graph.Outputs.Add(new OnnxValueInfo { Name = "y", ElementType = OnnxElementType.Float });
        model.Graph.Initializers.Add(OnnxTensor.FromFloats("w", [64, 64], [.. Enumerable.Range(0, 4096).Select(i => i + 0.5f)]));
        model.Graph.Nodes.Add(new OnnxNode { OperatorType = "MatMul", Name = "product", Inputs = { "x", "w" }, Outputs = { "y" } });
        var run = Run.Of("inspect", Path.Combine(cases.Add("net", OnnxWriter.Write(model), [], []), "model.onnx"));
        Assert.Contains(run.Output, line => line.StartsWith("warning WHT1001: layer 'product'", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_ShowWhereTheyComeFrom()
    {
        using var cases = new CaseFolder();
        var model = Path.Combine(cases.Add("net", File.ReadAllBytes(Samples.Digits), [], []), "model.onnx");
        File.WriteAllText(model + ".whittle", "# limits\nMaxBytes = 100000\nMaxMacs = 1\n");
        var run = Run.Of("inspect", model, "--max-macs", "400000", "--json");
        using var json = JsonDocument.Parse(string.Join('\n', run.Output));
        Assert.Equal(
            ["MaxBytes 100000 model.onnx.whittle(2)", "MaxMacs 400000 option"],
            json.RootElement.GetProperty("settings").EnumerateArray().Select(s => $"{s.GetProperty("key")} {s.GetProperty("value")} {s.GetProperty("from")}"));
    }

    [Fact]
    public void BadSettingsFile_IsOneLineWithItsPlace()
    {
        using var cases = new CaseFolder();
        var model = Path.Combine(cases.Add("net", File.ReadAllBytes(Samples.Digits), [], []), "model.onnx");
        File.WriteAllText(model + ".whittle", "# limits\nMaxByte = 100000\n");
        var run = Run.Of("inspect", model);
        Assert.NotEqual(0, run.Code);
        Assert.EndsWith("model.onnx.whittle(2,1): There is no setting 'MaxByte'. Write MaxBytes.", Assert.Single(run.Errors), StringComparison.Ordinal);
    }
}
