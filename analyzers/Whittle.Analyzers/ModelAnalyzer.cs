using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Whittle.Analyzers.Models;
using Whittle.Plan;

namespace Whittle.Analyzers;

/// <summary>Judges each compiled model by its plan. A plan that cannot be read, or has errors, is the generator's business.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    private const string PlanExtension = ".whittle.plan";

    private static readonly IModelRule[] Rules = [new UnquantizedLayer(), new DenseZeros()];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.Select(rule => rule.Descriptor).ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterAdditionalFileAction(static file => Analyze(file));
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        if (!context.AdditionalFile.Path.EndsWith(PlanExtension, StringComparison.OrdinalIgnoreCase) ||
            context.AdditionalFile.GetText(context.CancellationToken) is not { } text || Read(text) is not { Errors.Count: 0 } plan)
        {
            return;
        }

        // The user knows the model, not the plan in obj/.
        var location = Location.Create(plan.ModelPath, default, default);
        foreach (var rule in Rules)
        {
            foreach (var arguments in rule.Find(plan))
            {
                context.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, location, arguments));
            }
        }
    }

    private static ModelPlan? Read(SourceText text)
    {
        try
        {
            return PlanReader.Read(text.ToString());
        }
        catch (PlanFormatException)
        {
            return null;
        }
    }
}
