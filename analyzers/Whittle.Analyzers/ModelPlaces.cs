using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Whittle.Analyzers.Models;
using Whittle.Plan;

namespace Whittle.Analyzers;

/// <summary>Repeats what was found on a model once in C#: at the user's own part of the class, or else at the first use of the class.</summary>
internal static class ModelPlaces
{
    /// <summary>Members of the generated class that user code names; after them a use is recognised before anything is bound.</summary>
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal) { "Predict", "PredictBatch", "Classify", "Layers" };

    public static void Register(CompilationStartAnalysisContext context, IReadOnlyList<JudgedModel> models)
    {
        var trees = context.Compilation.SyntaxTrees.Where(tree => !GeneratedCode.Is(tree, context.CancellationToken)).ToList();
        foreach (var model in models)
        {
            if (First(trees, model.Plan.ClassName, context.CancellationToken) is not { } place)
            {
                continue;
            }

            context.RegisterSemanticModelAction(action =>
            {
                if (action.SemanticModel.SyntaxTree == place.SyntaxTree && IsOf(model.Plan, action.SemanticModel, place, action.CancellationToken))
                {
                    foreach (var diagnostic in model.InCode(place.GetLocation()))
                    {
                        action.ReportDiagnostic(diagnostic);
                    }
                }
            });
        }
    }

    /// <summary>The declaration's name where there is one in any tree, else the first mention.</summary>
    private static SyntaxToken? First(List<SyntaxTree> trees, string name, CancellationToken cancellation)
    {
        SyntaxToken? use = null;
        foreach (var tree in trees)
        {
            if (tree.GetText(cancellation).ToString().IndexOf(name, StringComparison.Ordinal) < 0)
            {
                continue;
            }

            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (node is ClassDeclarationSyntax declaration
                    && declaration.Identifier.ValueText == name
                    && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                {
                    return declaration.Identifier;
                }

                if (use is null
                    && node is MemberAccessExpressionSyntax access
                    && Members.Contains(access.Name.Identifier.ValueText)
                    && Last(access.Expression) is { } last &&
                    last.ValueText == name)
                {
                    use = last;
                }
            }
        }

        return use;
    }

    private static SyntaxToken? Last(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier,
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier,
        _ => null,
    };

    private static bool IsOf(ModelPlan plan, SemanticModel model, SyntaxToken place, CancellationToken cancellation)
    {
        var symbol = place.Parent is ClassDeclarationSyntax declaration
            ? model.GetDeclaredSymbol(declaration, cancellation)
            : model.GetSymbolInfo(place.Parent!, cancellation).Symbol;
        return plan.IsClass(symbol as INamedTypeSymbol);
    }
}
