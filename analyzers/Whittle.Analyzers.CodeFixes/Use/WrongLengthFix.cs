using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Whittle.Analyzers.CodeFixes.Use;

/// <summary>Gives a new array, or a slice, the length that the model needs, where the length stands in the call itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrongLengthFix))]
[Shared]
public sealed class WrongLengthFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleDescriptors.WrongLength.Id);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is { } node && Length(node) is { } length &&
                diagnostic.Properties.TryGetValue(FactNames.Expected, out var text)
                    && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var expected))
            {
                var literal = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(expected)).WithTriviaFrom(length);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Make it {text} elements",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(length, literal))),
                        nameof(WrongLengthFix)),
                    diagnostic);
            }
        }
    }

    private static ExpressionSyntax? Length(SyntaxNode node) => node switch
    {
        ArrayCreationExpressionSyntax { Initializer: null, Type.RankSpecifiers: [{ Sizes: [var size] }] } => size,
        StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var size] }] } } => size,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsSpan" or "Slice" }, ArgumentList.Arguments: [_, var size] } => size.Expression,
        _ => null,
    };
}
