using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests;

/// <summary>What the model rules say of a plan, in a project without C#.</summary>
internal static class Judged
{
    public static Task<ImmutableArray<Diagnostic>> Plan(ModelPlan plan, AnalyzerConfigOptionsProvider? options = null) => Text(PlanWriter.Write(plan), options);

    public static async Task<ImmutableArray<Diagnostic>> Text(string plan, AnalyzerConfigOptionsProvider? options = null)
    {
        var compilation = CSharpCompilation.Create("Test", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        ImmutableArray<AdditionalText> files = [new PlanText(plan)];
        var all = options is null ? new AnalyzerOptions(files) : new AnalyzerOptions(files, options);
        return await compilation.WithAnalyzers([new ModelAnalyzer()], all).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
    }

    public static string Message(this Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);
}
