using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Settings;

public class SettingsAnalyzerTests
{
    private const string File = "/0/Models/net.onnx.whittle";

    [Fact]
    public Task UnknownKey_IsNamedWhereItStands() => Check(
        "# comment\n  Quantise = int8\n",
        new DiagnosticResult("WHT2006", DiagnosticSeverity.Warning)
            .WithSpan(File, 2, 3, 2, 11)
            .WithArguments("There is no setting 'Quantise'.", "Write Quantize."));

    [Fact]
    public Task BadValue_IsNamedWhereItStands() => Check(
        "Quantize = int9\n",
        new DiagnosticResult("WHT2006", DiagnosticSeverity.Warning)
            .WithSpan(File, 1, 12, 1, 16)
            .WithArguments("Quantize 'int9' is not known.", "Write int8; it takes int8, int4 or none."));

    [Fact]
    public Task GoodSettings_AreFine() => Check("# all well\nQuantize = int8\nMaxBytes = 20000\n");

    [Fact]
    public Task FileBesideNoModel_IsNamed()
    {
        var test = New("Quantize = int8\n");
        test.TestState.AdditionalFiles.Add(("/0/Models/other.onnx.whittle", "Quantize = int8\n"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("WHT2007", DiagnosticSeverity.Warning)
            .WithSpan("/0/Models/other.onnx.whittle", 1, 1, 1, 1).WithArguments("other.onnx.whittle", "other.onnx"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("whittle_min_paramters = 5000", "There is no threshold 'whittle_min_paramters'.", "Write whittle_min_parameters.")]
    [InlineData(
        "whittle_zero_share = half",
        "The threshold whittle_zero_share is 'half', which is not a number from 0 on.",
        "Write a number, as in whittle_zero_share = 5000 or 0.5.")]
    public Task ThresholdThatNoRuleReads_IsNamed(string line, string cause, string cure)
    {
        var test = New("Quantize = int8\n");
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{line}\nwhittle_min_share = 0.5\nwhittles = 1\n"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("WHT2010", DiagnosticSeverity.Warning).WithArguments(cause, cure));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task Check(string settings, params DiagnosticResult[] expected)
    {
        var test = New(settings);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static CSharpAnalyzerTest<SettingsAnalyzer, DefaultVerifier> New(string settings)
    {
        var test = new CSharpAnalyzerTest<SettingsAnalyzer, DefaultVerifier> { ReferenceAssemblies = Framework.None, TestCode = "class Program { }" };
        test.TestState.AdditionalReferences.AddRange(Framework.References);
        test.TestState.AdditionalFiles.Add(("/0/obj/Net.whittle.plan", PlanWriter.Write(UseTest.Plan)));
        test.TestState.AdditionalFiles.Add((File, settings));
        return test;
    }
}
