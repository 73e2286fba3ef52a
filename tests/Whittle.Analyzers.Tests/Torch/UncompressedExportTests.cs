using Microsoft.CodeAnalysis.Testing;

namespace Whittle.Analyzers.Tests.Torch;

public class UncompressedExportTests
{
    [Fact]
    public Task NetworkThatWasOnlyMade_IsNamed() => Check("var net = nn.Sequential(); [|OnnxExport.Write(net, null)|];");

    [Theory]
    [InlineData("var net = nn.Sequential(); new Whittle.Compression.Quantization.QuantizedTraining(net); OnnxExport.Write(net, null);")]
    [InlineData("OnnxExport.Write(given, null);")]
    [InlineData("var net = given; OnnxExport.Write(net, null);")]
    public Task CompressedNetwork_OrOneFromElsewhere_IsFine(string statements) => Check(statements);

    private static Task Check(string statements) => UseTest.Run<TorchAnalyzer, EmptyCodeFixProvider>(
        "WHT2008",
        $$"""
        using static TorchSharp.torch;
        using Whittle.Compression.Export;
        class Program { void Run(nn.Module given) { {{statements}} } }
        """,
        null,
        Stubs.Source,
        null);
}
