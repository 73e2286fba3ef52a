using Whittle.Analyzers.CodeFixes.Torch;

namespace Whittle.Analyzers.Tests.Torch;

public class UncompressedExportTests
{
    [Fact]
    public Task NetworkThatWasOnlyMade_IsNamed() => Check("var net = nn.Sequential(); [|OnnxExport.Write(net, null)|];");

    [Fact]
    public Task Options_MadeInTheCall_AreExtended() => Fixes(
        "var net = nn.Sequential(); [|OnnxExport.Write(net, new ExportOptions { InputShape = null })|];",
        "var net = nn.Sequential(); OnnxExport.Write(net, new ExportOptions { DynamicActivations = true, InputShape = null });");

    [Fact]
    public Task Options_OnLinesOfTheirOwn_StayThere() => Fixes(
        "var net = nn.Sequential(); [|OnnxExport.Write(net, new()\n    {\n        InputShape = null,\n    })|];",
        "var net = nn.Sequential(); OnnxExport.Write(net, new()\n    {\n        DynamicActivations = true,\n        InputShape = null,\n    });");

    [Fact]
    public Task TwoExports_AreFixedTogether() => Fixes(
        "var net = nn.Sequential(); [|OnnxExport.Write(net, new() { InputShape = null })|]; [|OnnxExport.Write(net, new() { InputShape = null })|];",
        "var net = nn.Sequential(); OnnxExport.Write(net, new() { DynamicActivations = true, InputShape = null }); OnnxExport.Write(net, new() { "
            + "DynamicActivations = true, InputShape = null });");

    [Fact]
    public Task Options_ThatSayNo_AreNamed() => Check("var net = nn.Sequential(); [|OnnxExport.Write(net, new() { DynamicActivations = false })|];");

    [Theory]
    [InlineData("var net = nn.Sequential(); OnnxExport.Write(net, new() { DynamicActivations = true });")]
    [InlineData("var net = nn.Sequential(); new Whittle.Compression.Quantization.QuantizedTraining(net); OnnxExport.Write(net, null);")]
    [InlineData("OnnxExport.Write(given, null);")]
    [InlineData("var net = given; OnnxExport.Write(net, null);")]
    public Task CompressedNetwork_OrOneFromElsewhere_IsFine(string statements) => Check(statements);

    private static Task Check(string statements) => UseTest.Run<TorchAnalyzer, UncompressedExportFix>("WHT2008", Program(statements), null, Stubs.Source, null);

    private static Task Fixes(string before, string after) =>
        UseTest.Run<TorchAnalyzer, UncompressedExportFix>("WHT2008", Program(before), Program(after), Stubs.Source, null);

    private static string Program(string statements) => $$"""
        using static TorchSharp.torch;
        using Whittle.Compression.Export;
        class Program { void Run(nn.Module given) { {{statements}} } }
        """;
}
