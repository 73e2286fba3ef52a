using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Whittle.Analyzers.CodeFixes.Use;

/// <summary>Takes out a prediction that nobody reads.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ResultIgnoredFix))]
[Shared]
public sealed class ResultIgnoredFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleDescriptors.ResultIgnored.Id);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);

        // The only statement of an if or a loop cannot go without it.
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Parent: BlockSyntax } statement)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Take the call out",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)!)),
                    nameof(ResultIgnoredFix)),
                context.Diagnostics);
        }
    }
}
