using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Whittle.Analyzers.CodeFixes.Settings;

/// <summary>Corrects all names in all settings files of the projects in scope.</summary>
internal sealed class NearestNameFixAll : FixAllProvider
{
    public static NearestNameFixAll Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var solution = fixAllContext.Solution;
        foreach (var project in fixAllContext.Scope == FixAllScope.Solution ? fixAllContext.Solution.Projects : [fixAllContext.Project])
        {
            foreach (var group in (await fixAllContext.GetAllDiagnosticsAsync(project).ConfigureAwait(false)).GroupBy(
                diagnostic => diagnostic.Location.GetLineSpan().Path))
            {
                if (solution.GetProject(project.Id)!.AdditionalDocuments.FirstOrDefault(document => (document.FilePath ?? document.Name) == group.Key) is { } document)
                {
                    solution = await NearestNameFix.ApplyAsync(document, group, fixAllContext.CancellationToken).ConfigureAwait(false);
                }
            }
        }

        return solution == fixAllContext.Solution ? null : CodeAction.Create("Correct all settings", _ => Task.FromResult(solution), nameof(NearestNameFix));
    }
}
