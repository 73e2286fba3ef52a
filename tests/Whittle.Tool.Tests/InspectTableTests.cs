using System.Text.RegularExpressions;
using Whittle.Compiler;
using Whittle.Onnx;
using Whittle.Tool.Inspection;

namespace Whittle.Tool.Tests;

/// <summary>What inspect shows, to the letter.</summary>
public partial class InspectTableTests
{
    [Fact]
    public void QuantizedNetwork() => Snapshot.Verify(Tables(Samples.Digits));

    // Names as exporters write them, and figures of all sizes.
    [Fact]
    public void LongNames_StayOnOneLine()
    {
        using var cases = new CaseFolder();
        var model = new OnnxModel { IrVersion = 8, OperatorSets = { new OnnxOperatorSet("", 13) }, Graph = { Name = "g" } };
        model.Graph.Inputs.Add(
            new OnnxValueInfo { Name = "x", ElementType = OnnxElementType.Float, Shape = [.. new[] { 1, 3, 64, 64 }.Select(d => OnnxDimension.Fixed(d))] });
        model.Graph.Outputs.Add(new OnnxValueInfo { Name = "y7", ElementType = OnnxElementType.Float });
        var channels = 3;
        for (var i = 0; i < 8; i++)
        {
            var (from, to) = (i == 0 ? "x" : $"y{i - 1}", 8 << (i / 2));
            model.Graph.Initializers.Add(
                OnnxTensor.FromFloats($"w{i}", [to, channels, 3, 3], [.. Enumerable.Range(0, to * channels * 9).Select(k => ((k % 1000) - 500) / 300f)]));
            model.Graph.Nodes.Add(new OnnxNode
            {
                OperatorType = "Conv",
                Name = $"/encoder/stage{i / 2}/stage{i / 2}.{i % 2}/convolution_branch/Conv",
                Inputs = { from, $"w{i}" },
                Outputs = { $"y{i}" },
            });
            channels = to;
        }

        Snapshot.Verify(Tables(Path.Combine(cases.Add("net", OnnxWriter.Write(model), [], []), "model.onnx")));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(99_999, "99,999")]
    [InlineData(100_000, "100k")]
    [InlineData(999_499, "999k")]
    [InlineData(999_500, "1.00M")]
    [InlineData(9_994_999, "9.99M")]
    [InlineData(9_995_000, "10.0M")]
    [InlineData(20_072_448, "20.1M")]
    [InlineData(19_158_773_760, "19.2G")]
    public void Figures_TakeSixCharactersAtMost(long value, string expected) => Assert.Equal(expected, Figures.Short(value));

    [Theory]
    [InlineData(new[] { 1 }, "1")]
    [InlineData(new[] { 1, 2, 3, 7, 9, 10 }, "1-3, 7, 9-10")]
    public void Ranges_DrawRunsTogether(int[] numbers, string expected) => Assert.Equal(expected, Figures.Ranges(numbers));

    /// <summary>The tables with times that do not follow the estimates, which are measured anew at times.</summary>
    private static string[] Tables(string model)
    {
        var report = ModelReport.Of(ModelCompiler.CompileFile(model, new CompileOptions()).Plan);
        report = report with
        {
            Layers = [.. report.Layers.Select(layer => layer with { EstimatedNanoseconds = layer.Macs / 100 })],
            Totals = report.Totals with { EstimatedNanoseconds = report.Totals.Macs / 100 },
            EstimatedOn = "a machine",
            Findings = [.. report.Findings.Select(finding => finding with { Message = EstimatedTimes().Replace(finding.Message, "") })],
        };
        using var writer = new StringWriter();
        ReportTables.Write(writer, report);
        return writer.ToString().TrimEnd().Split(Environment.NewLine);
    }

    [GeneratedRegex(@" \(about [^)]*\)")]
    private static partial Regex EstimatedTimes();
}
