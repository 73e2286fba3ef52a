using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Whittle.Plan;

namespace Whittle.Analyzers.Use;

/// <summary>WHT2005: a class is used whose model cannot be. In a build the model's error comes first; in the IDE this says why the class is empty.</summary>
internal static class BrokenModelUsed
{
    public static void Check(SyntaxNodeAnalysisContext context, IReadOnlyDictionary<string, ModelPlan> broken)
    {
        var name = (IdentifierNameSyntax)context.Node;
        if (broken.TryGetValue(name.Identifier.ValueText, out var plan)
            && plan.IsClass(context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol as ITypeSymbol))
        {
            var error = plan.Errors[0];
            context.ReportDiagnostic(Diagnostic.Create(
                RuleDescriptors.BrokenModelUsed,
                name.GetLocation(),
                Properties.Of((FactNames.Model, plan.ModelPath), (FactNames.Class, plan.FullName()), ("error", error.Id)),
                plan.ClassName,
                plan.Model,
                error.Id,
                error.Cause,
                error.Cure));
        }
    }
}
