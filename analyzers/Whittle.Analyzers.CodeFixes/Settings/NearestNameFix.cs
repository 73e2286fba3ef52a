using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Whittle.Analyzers.CodeFixes.Settings;

/// <summary>Puts the key or value that was probably meant into a settings file.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp, Name = nameof(NearestNameFix), DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".whittle"])]
[Shared]
public sealed class NearestNameFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleDescriptors.BadSettingLine.Id);

    public override FixAllProvider GetFixAllProvider() => NearestNameFixAll.Instance;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Nearest(diagnostic) is { } nearest)
            {
                var document = context.TextDocument;
                context.RegisterCodeFix(
                    CodeAction.Create($"Write '{nearest}'", cancellation => ApplyAsync(document, [diagnostic], cancellation), nameof(NearestNameFix)),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The solution with the nearest names in the places of all diagnostics that have one.</summary>
    internal static async Task<Solution> ApplyAsync(TextDocument document, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var changes = diagnostics.Where(diagnostic => Nearest(diagnostic) is not null)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => new TextChange(diagnostic.Location.SourceSpan, Nearest(diagnostic)!));
        return document.Project.Solution.WithAdditionalDocumentText(document.Id, text.WithChanges(changes));
    }

    private static string? Nearest(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue("nearest", out var nearest) && nearest is { Length: > 0 } ? nearest : null;
}
