using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace Whittle.Analyzers.CodeFixes.Use;

/// <summary>Makes the array once, before the loop, and lets the overload with spans fill it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AllocatingLoopFix))]
[Shared]
public sealed class AllocatingLoopFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleDescriptors.AllocatingLoop.Id);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: MemberAccessExpressionSyntax } call &&
            Declaration(call) is { } declaration && Loop(declaration) is { Parent: BlockSyntax or GlobalStatementSyntax } loop && IsFree(loop, declaration))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Make the array before the loop",
                    cancellation => ApplyAsync(context.Document, call, declaration, loop, cancellation),
                    nameof(AllocatingLoopFix)),
                context.Diagnostics);
        }
    }

    /// <summary>The statement <c>var scores = Net.Predict(…);</c>.</summary>
    private static LocalDeclarationStatementSyntax? Declaration(InvocationExpressionSyntax call) =>
        call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } }
            ? statement
            : null;

    private static StatementSyntax? Loop(SyntaxNode node) =>
        node.Ancestors().TakeWhile(
            ancestor => ancestor is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax))
            .OfType<StatementSyntax>().FirstOrDefault(
                statement => statement is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);

    /// <summary>Whether the name can move out of the loop: nothing else around it has it.</summary>
    private static bool IsFree(StatementSyntax loop, LocalDeclarationStatementSyntax declaration)
    {
        var name = declaration.Declaration.Variables[0].Identifier.ValueText;
        var around = loop.Ancestors().Last(ancestor => ancestor is BlockSyntax or CompilationUnitSyntax);
        return around.DescendantNodes().Count(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText == name,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText == name,
            ParameterSyntax parameter => parameter.Identifier.ValueText == name,
            ForEachStatementSyntax each => each.Identifier.ValueText == name,
            _ => false,
        }) == 1;
    }

    private static async Task<Document> ApplyAsync(
        Document document, InvocationExpressionSyntax call, LocalDeclarationStatementSyntax declaration, StatementSyntax loop, CancellationToken cancellation)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        var type = ((IArrayTypeSymbol)editor.SemanticModel.GetTypeInfo(call, cancellation).Type!).ElementType.ToMinimalDisplayString(
            editor.SemanticModel, loop.SpanStart);
        var name = declaration.Declaration.Variables[0].Identifier;
        var model = ((MemberAccessExpressionSyntax)call.Expression).Expression;
        var array = SyntaxFactory.ParseStatement($"var {name.Text} = new {type}[{model.WithoutTrivia()}.OutputLength];\n").WithAdditionalAnnotations(
            Formatter.Annotation);
        var into = call.WithArgumentList(call.ArgumentList.AddArguments(SyntaxFactory.Argument(SyntaxFactory.IdentifierName(name.WithoutTrivia()))));
        var statement = SyntaxFactory.ExpressionStatement(into.WithoutTrivia()).WithTriviaFrom(declaration).WithAdditionalAnnotations(Formatter.Annotation);

        editor.ReplaceNode(declaration, statement);
        SyntaxNode place = loop.Parent is GlobalStatementSyntax global ? global : loop;
        editor.InsertBefore(place, place is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(array) : array);
        return editor.GetChangedDocument();
    }
}
