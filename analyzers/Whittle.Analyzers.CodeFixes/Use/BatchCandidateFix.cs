using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Whittle.Analyzers.CodeFixes.Use;

/// <summary>Puts one call of PredictBatch in the place of a loop over slices.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BatchCandidateFix))]
[Shared]
public sealed class BatchCandidateFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleDescriptors.BatchCandidate.Id);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: MemberAccessExpressionSyntax member } call &&
            call.FirstAncestorOrSelf<ForStatementSyntax>() is { Condition: BinaryExpressionSyntax { Right: var count } } loop
                && IsSimple(count)
                && Batch(call, member, count) is { } batch)
        {
            var statement = batch.WithTriviaFrom(loop).WithAdditionalAnnotations(Formatter.Annotation);
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Predict all samples with PredictBatch",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(loop, statement))),
                    nameof(BatchCandidateFix)),
                context.Diagnostics);
        }
    }

    /// <summary>The count is written several times, so it must not do anything.</summary>
    private static bool IsSimple(ExpressionSyntax count) => count is IdentifierNameSyntax or LiteralExpressionSyntax ||
        (count is MemberAccessExpressionSyntax { Expression: var inner } && (inner is PredefinedTypeSyntax or ThisExpressionSyntax || IsSimple(inner)));

    /// <summary>Every slice from i·length becomes the slice of all samples, which is what PredictBatch checks.</summary>
    private static StatementSyntax? Batch(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member, ExpressionSyntax count)
    {
        var arguments = new List<string>();
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax slice, ArgumentList.Arguments: [_, var length] })
            {
                return null;
            }

            arguments.Add($"{slice.WithoutTrivia()}(0, {count} * {length})");
        }

        return SyntaxFactory.ParseStatement($"{member.Expression.WithoutTrivia()}.PredictBatch({string.Join(", ", arguments)}, {count});");
    }
}
