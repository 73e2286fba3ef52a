using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests;

public class ModelAnalyzerTests
{
    [Fact]
    public async Task UnquantizedLayer_IsNamedWithItsBytes()
    {
        var found = Assert.Single(await Analyze(PlanWriter.Write(Plan(Layer() with { WeightType = ElementType.Float32, StoredBytes = 4000 }))));
        Assert.Equal("WHT1001", found.Id);
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Equal("Models/net.onnx", found.Location.GetLineSpan().Path);
        Assert.Equal(
            "model net.onnx: layer 'fc1' has 1,000 float32 parameters, 4,000 bytes in the assembly; as int8 they take 1,000. Quantize the model before adding it.",
            found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task SmallFloatLayer_SharedFloatLayer_Int8Layer_AreFine()
    {
        Assert.Empty(await Analyze(PlanWriter.Write(Plan(Layer() with { WeightType = ElementType.Float32, StoredBytes = 3996, WeightShape = EquatableArray.Of(27, 37) }))));
        Assert.Empty(await Analyze(PlanWriter.Write(Plan(Layer() with { WeightType = ElementType.Float32, StoredBytes = 600 }))));
        Assert.Empty(await Analyze(PlanWriter.Write(Plan(Layer()))));
    }

    [Fact]
    public async Task ZerosThatRunDense_AreNamed_UnlessTheKernelSkipsThem()
    {
        var found = Assert.Single(await Analyze(PlanWriter.Write(Plan(Layer() with { NonZeros = 499 }))));
        Assert.Equal("WHT1002", found.Id);
        Assert.Contains("50.1 % of the weights of layer 'fc1'", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(await Analyze(PlanWriter.Write(Plan(Layer() with { NonZeros = 500 }))));
        Assert.Empty(await Analyze(PlanWriter.Write(Plan(Layer() with { NonZeros = 499, Kernel = "SparseFullyConnectedInt8" }))));
    }

    [Fact]
    public async Task FailedAndUnreadablePlans_AreLeftToTheGenerator()
    {
        var failed = Plan(Layer() with { WeightType = ElementType.Float32, StoredBytes = 4000 }) with { Errors = EquatableArray.Of(new PlanError("WHT0003", "n", "c.", "d.")) };
        Assert.Empty(await Analyze(PlanWriter.Write(failed)));
        Assert.Empty(await Analyze("not a plan"));
    }

    private static PlanLayer Layer() => new()
    {
        Name = "fc1",
        Operator = "Gemm",
        WeightType = ElementType.Int8,
        WeightShape = EquatableArray.Of(10, 100),
        Parameters = 1000,
        NonZeros = 1000,
        DistinctValues = 200,
        StoredBytes = 1000,
        Macs = 1000,
        Kernel = "FullyConnectedInt8",
        Reason = "dense",
    };

    private static ModelPlan Plan(PlanLayer layer) => new() { Model = "net.onnx", ModelPath = "Models/net.onnx", ClassName = "Net", Layers = EquatableArray.Of(layer) };

    private static async Task<ImmutableArray<Diagnostic>> Analyze(string plan)
    {
        var compilation = CSharpCompilation.Create("Test", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var options = new AnalyzerOptions([new PlanText(plan)]);
        return await compilation.WithAnalyzers([new ModelAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
    }

    private sealed class PlanText(string text) : AdditionalText
    {
        public override string Path => "obj/Net.whittle.plan";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
