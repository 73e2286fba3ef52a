using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Whittle.Analyzers.Torch;

namespace Whittle.Analyzers.CodeFixes.Torch;

/// <summary>Quantizes while the file is written, where the options are made in the call: what needs no data and no training.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UncompressedExportFix))]
[Shared]
public sealed class UncompressedExportFix : CodeFixProvider
{
    private const string Setting = TorchNames.DynamicActivations + " = true";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleDescriptors.UncompressedExport.Id);

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && Options(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)) is { } options)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Write it with {Setting} (int8)", cancellation => ApplyAsync(context.Document, options, cancellation), nameof(UncompressedExportFix)),
                    diagnostic);
            }
        }
    }

    /// <summary>What sets the options, where the call makes them and does not speak of activations yet.</summary>
    private static InitializerExpressionSyntax? Options(SyntaxNode call) => call.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.ArgumentList.Arguments
        .Select(argument => (argument.Expression as BaseObjectCreationExpressionSyntax)?.Initializer)
        .FirstOrDefault(initializer => initializer is { Expressions.Count: > 0 } && !initializer.Expressions.OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: TorchNames.DynamicActivations }));

    private static async Task<Document> ApplyAsync(Document document, InitializerExpressionSyntax options, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var start = options.Expressions[0].SpanStart;
        var line = text.Lines.GetLineFromPosition(start);

        // On a line of its own where the first setting has one.
        var indent = text.ToString(TextSpan.FromBounds(line.Start, start));
        var end = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        var separator = string.IsNullOrWhiteSpace(indent) ? "," + end + indent : ", ";
        return document.WithText(text.WithChanges(new TextChange(new TextSpan(start, 0), Setting + separator)));
    }
}
