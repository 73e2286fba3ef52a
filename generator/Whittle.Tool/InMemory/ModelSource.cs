using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Generator;
using Whittle.Plan;

namespace Whittle.Tool.InMemory;

/// <summary>What the source generator writes for a plan, without a project around it.</summary>
internal static class ModelSource
{
    /// <summary>The language of the oldest compiler that a user may have.</summary>
    public static CSharpParseOptions Language { get; } = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    /// <exception cref="InvalidOperationException">The generator wrote nothing.</exception>
    public static string Of(ModelPlan plan)
    {
        var run = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], [new PlanText(plan)], Language)
            .RunGenerators(CSharpCompilation.Create("Whittle", references: FrameworkReferences.All))
            .GetRunResult();
        var result = run.Results.Single();
        return result.GeneratedSources.Length == 1
            ? result.GeneratedSources[0].SourceText.ToString()
            : throw new InvalidOperationException(result.Exception?.ToString() ?? string.Join("; ", run.Diagnostics), result.Exception);
    }
}
