using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Whittle.Analyzers.CodeFixes.Models;

/// <summary>Writes one setting beside every model that a rule named: in a file, a project or the solution.</summary>
internal sealed class SettingFixAll : FixAllProvider
{
    public static SettingFixAll Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var solution = fixAllContext.Solution;
        foreach (var project in fixAllContext.Scope == FixAllScope.Solution ? fixAllContext.Solution.Projects : [fixAllContext.Project])
        {
            foreach (var setting in (await DiagnosticsAsync(fixAllContext, project).ConfigureAwait(false)).Select(ModelSetting.Of).OfType<ModelSetting>().Distinct())
            {
                if (setting.EquivalenceKey == fixAllContext.CodeActionEquivalenceKey)
                {
                    solution = await setting.ApplyAsync(solution.GetProject(project.Id)!, fixAllContext.CancellationToken).ConfigureAwait(false) ?? solution;
                }
            }
        }

        return solution == fixAllContext.Solution
            ? null
            : CodeAction.Create(
                $"Write '{fixAllContext.CodeActionEquivalenceKey}' beside all models", _ => Task.FromResult(solution), fixAllContext.CodeActionEquivalenceKey);
    }

    private static Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(FixAllContext context, Project project) =>
        context is { Scope: FixAllScope.Document, Document: { } document }
            ? context.GetDocumentDiagnosticsAsync(document)
            : context.GetAllDiagnosticsAsync(project);
}
