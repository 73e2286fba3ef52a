using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Whittle.Analyzers.CodeFixes.Torch;

/// <summary>Puts the network into evaluation mode and turns gradients off for the rest of the block.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForwardWithGradientsFix))]
[Shared]
public sealed class ForwardWithGradientsFix : CodeFixProvider
{
    private const string Guard = "noGrad";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleDescriptors.ForwardWithGradients.Id);

    // Two fixes in one block would each declare the guard: "fix all" goes from document to document.
    public override FixAllProvider? GetFixAllProvider() => FixAllProvider.Create(static async (context, document, diagnostics) =>
    {
        var fixedDocument = document;
        foreach (var diagnostic in diagnostics.OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            fixedDocument = await ApplyAsync(fixedDocument, diagnostic, context.CancellationToken).ConfigureAwait(false) ?? fixedDocument;
        }

        return fixedDocument;
    });

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ApplyAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } document)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Evaluate without gradients", _ => Task.FromResult(document), nameof(ForwardWithGradientsFix)), diagnostic);
            }
        }
    }

    /// <summary>Null where the call does not stand in a block, or the block has its guard already.</summary>
    private static async Task<Document?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not
            { Expression: MemberAccessExpressionSyntax { Expression: var network } } call
                || call.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement ||
            block.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(variable => variable.Identifier.ValueText == Guard))
        {
            return null;
        }

        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        if (diagnostic.Properties.TryGetValue("eval", out var eval) && eval == "missing")
        {
            editor.InsertBefore(
                statement, SyntaxFactory.ParseStatement($"{network.WithoutTrivia()}.eval();\n").WithAdditionalAnnotations(Formatter.Annotation));
        }

        editor.InsertBefore(
            statement,
            SyntaxFactory.ParseStatement($"using var {Guard} = global::TorchSharp.torch.no_grad();\n").WithAdditionalAnnotations(
                Formatter.Annotation, Simplifier.Annotation));
        return editor.GetChangedDocument();
    }
}
