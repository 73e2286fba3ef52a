using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.MSBuild;

namespace Whittle.Package.Tests.Ide;

/// <summary>A project as an IDE has it: evaluated by a design-time build, with the analyzers, fixes and generators that its packages bring.</summary>
internal sealed class IdeProject : IDisposable
{
    private readonly MSBuildWorkspace _workspace;
    private readonly Project _project;

    private IdeProject(MSBuildWorkspace workspace, Project project) => (_workspace, _project) = (workspace, project);

    private IEnumerable<AnalyzerFileReference> Ours => _project.AnalyzerReferences.OfType<AnalyzerFileReference>()
        .Where(reference => Path.GetFileName(reference.FullPath).StartsWith("Whittle.", StringComparison.Ordinal));

    public static async Task<IdeProject> Open(string path)
    {
        var workspace = MSBuildWorkspace.Create();
        var project = await workspace.OpenProjectAsync(path);
        Assert.DoesNotContain(workspace.Diagnostics, diagnostic => diagnostic.Kind == WorkspaceDiagnosticKind.Failure);
        return new IdeProject(workspace, project);
    }

    /// <summary>The text of a generated file.</summary>
    public async Task<string> Generated(string name)
    {
        var documents = await _project.GetSourceGeneratedDocumentsAsync();
        return (await Assert.Single(documents, document => document.Name == name).GetTextAsync()).ToString();
    }

    /// <summary>What the C# compiler would refuse.</summary>
    public async Task<IEnumerable<Diagnostic>> Errors() =>
        (await _project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>What the package's analyzers say.</summary>
    public async Task<ImmutableArray<Diagnostic>> Findings()
    {
        var analyzers = Ours.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp)).ToImmutableArray();
        var compilation = (await _project.GetCompilationAsync())!;
        return await compilation.WithAnalyzers(analyzers, _project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
    }

    /// <summary>The title of the fix for a diagnostic in C#, after the files that it adds or changes were saved, as an IDE saves them.</summary>
    public async Task<string> Fix(Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var document = _project.GetDocument(diagnostic.Location.SourceTree)!;
        foreach (var fix in Fixes().Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        var action = Assert.Single(actions);
        var changed = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        foreach (var changes in changed.GetChanges(_project.Solution).GetProjectChanges())
        {
            foreach (var id in changes.GetAddedAdditionalDocuments().Concat(changes.GetChangedAdditionalDocuments()))
            {
                var file = changes.NewProject.GetAdditionalDocument(id)!;
                await File.WriteAllTextAsync(file.FilePath!, (await file.GetTextAsync()).ToString());
            }
        }

        return action.Title;
    }

    public void Dispose() => _workspace.Dispose();

    private IEnumerable<CodeFixProvider> Fixes() => Ours
        .Where(reference => reference.FullPath.EndsWith(".CodeFixes.dll", StringComparison.Ordinal))
        .SelectMany(reference => reference.GetAssembly().GetTypes())
        .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);
}
