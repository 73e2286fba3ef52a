using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Whittle.Analyzers.Use;
using Whittle.Plan;

namespace Whittle.Analyzers;

/// <summary>Judges how the classes of models are used in C#.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UseAnalyzer : DiagnosticAnalyzer
{
    private static readonly CallRule[] Rules = [new WrongLength(), new AllocatingLoop(), new BatchCandidate(), new ResultIgnored()];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Rules.Select(rule => rule.Descriptor).Append(RuleDescriptors.BrokenModelUsed).ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var plans = PlanFiles.Of(context.Options.AdditionalFiles, context.CancellationToken).Select(item => item.Plan).ToList();
        var working = ByName(plans.Where(plan => plan.Errors.Count == 0));
        var broken = ByName(plans.Where(plan => plan.Errors.Count > 0));
        if (working.Count > 0)
        {
            context.RegisterOperationAction(action => Check(action, working), OperationKind.Invocation);
        }

        if (broken.Count > 0)
        {
            context.RegisterSyntaxNodeAction(action => BrokenModelUsed.Check(action, broken), SyntaxKind.IdentifierName);
        }
    }

    private static void Check(OperationAnalysisContext context, IReadOnlyDictionary<string, ModelPlan> models)
    {
        if (ModelCall.Of((IInvocationOperation)context.Operation, models) is { } call)
        {
            foreach (var rule in Rules)
            {
                rule.Check(call, context.ReportDiagnostic);
            }
        }
    }

    /// <summary>By the class's simple name; of two namespaces' classes of one name only the first is judged.</summary>
    private static Dictionary<string, ModelPlan> ByName(IEnumerable<ModelPlan> plans) =>
        plans.GroupBy(plan => plan.ClassName, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
}
