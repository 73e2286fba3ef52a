using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Whittle.Analyzers.Models;

namespace Whittle.Analyzers;

/// <summary>
/// Judges each compiled model by its plan. Every finding is reported at the model's file; in C#, where it can be seen and fixed, each rule speaks once per
/// model, as a suggestion, so that a build does not print it twice. A plan that cannot be read, or has errors, is the generator's business.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ModelRules.All.Select(rule => rule.Descriptor).ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var provider = context.Options.AnalyzerConfigOptionsProvider;
        var models = new List<JudgedModel>();
        foreach (var (file, plan) in PlanFiles.Of(context.Options.AdditionalFiles, context.CancellationToken))
        {
            if (plan.Errors.Count == 0
                && JudgedModel.Of(file, plan, new RuleOptions(provider.GlobalOptions, provider.GetOptions(file))) is { Findings.Count: > 0 } judged)
            {
                models.Add(judged);
            }
        }

        if (models.Count > 0)
        {
            context.RegisterAdditionalFileAction(action => Report(action, models));
            ModelPlaces.Register(context, models);
        }
    }

    private static void Report(AdditionalFileAnalysisContext context, List<JudgedModel> models)
    {
        foreach (var diagnostic in models.Where(model => model.File.Path == context.AdditionalFile.Path).SelectMany(model => model.AtModel()))
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
