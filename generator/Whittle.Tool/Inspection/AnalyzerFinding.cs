using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Whittle.Analyzers;
using Whittle.Plan;
using Whittle.Tool.InMemory;

namespace Whittle.Tool.Inspection;

/// <summary>What an analyzer says of a model.</summary>
/// <param name="Layer">Name of the layer that it is about, if it is about one.</param>
internal sealed record AnalyzerFinding(string Id, string Severity, string Message, string? Layer)
{
    /// <summary>The findings of a build with this model and nothing else, by id.</summary>
    public static IReadOnlyList<AnalyzerFinding> Of(ModelPlan plan)
    {
        var compilation = CSharpCompilation.Create("Whittle", references: FrameworkReferences.All)
            .WithAnalyzers([new ModelAnalyzer()], new AnalyzerOptions([new PlanText(plan)]));
        var diagnostics = compilation.GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();
        return [.. diagnostics
            .Select(diagnostic => new AnalyzerFinding(
                diagnostic.Id,
                diagnostic.Severity.ToString().ToLowerInvariant(),
                diagnostic.GetMessage(CultureInfo.InvariantCulture),
                diagnostic.Properties.GetValueOrDefault(FactNames.Layer)))
            .OrderBy(finding => finding.Id, StringComparer.Ordinal)];
    }
}
