using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Whittle.Plan.Settings;

namespace Whittle.Analyzers.CodeFixes.Models;

/// <summary>A setting for one model, as a diagnostic proposes it.</summary>
/// <param name="Model">Path of the model as the project names it.</param>
/// <param name="Key">Name of the setting.</param>
/// <param name="Value">Its value.</param>
internal sealed record ModelSetting(string Model, string Key, string Value)
{
    public string Title => $"Write '{Key} = {Value}' into {Path.GetFileName(Model)}{SettingsFile.Extension}";

    public static ModelSetting? Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FactNames.Model, out var model) && model is not null
        && diagnostic.Properties.TryGetValue(FactNames.Setting, out var key) && key is not null
        && diagnostic.Properties.TryGetValue(FactNames.Value, out var value) && value is not null
            ? new ModelSetting(model, key, value)
            : null;

    /// <summary>What "fix all" takes together: the same setting for every model; of pruning, every layer with its share.</summary>
    public string EquivalenceKey => IsList ? Key : $"{Key} = {Value}";

    private bool IsList => Value.IndexOf('=') >= 0;

    /// <summary>The solution with the setting written; null when that changes nothing.</summary>
    public async Task<Solution?> ApplyAsync(Project project, CancellationToken cancellation)
    {
        var path = SettingsPath(project);
        var existing = project.AdditionalDocuments.FirstOrDefault(document => SamePath(document.FilePath ?? document.Name, path));
        if (existing is null)
        {
            var added = SourceText.From(SettingsEdit.With("", Key, Value));
            return project.Solution.AddAdditionalDocument(DocumentId.CreateNewId(project.Id), Path.GetFileName(path), added, Folders(), path);
        }

        var text = await existing.GetTextAsync(cancellation).ConfigureAwait(false);
        var edited = IsList ? SettingsEdit.WithEntry(text.ToString(), Key, Value) : SettingsEdit.With(text.ToString(), Key, Value);
        return edited == text.ToString() ? null : project.Solution.WithAdditionalDocumentText(existing.Id, SourceText.From(edited, text.Encoding));
    }

    private string SettingsPath(Project project)
    {
        var folder = Path.GetDirectoryName(project.FilePath ?? "") ?? "";
        return Path.Combine(folder, Model.Replace('\\', Path.DirectorySeparatorChar)) + SettingsFile.Extension;
    }

    private string[] Folders()
    {
        var parts = Model.Split('/', '\\');
        return Path.IsPathRooted(Model) || parts[0] == ".." ? [] : [.. parts.Take(parts.Length - 1)];
    }

    private static bool SamePath(string left, string right) => Normalized(left).Equals(Normalized(right), StringComparison.OrdinalIgnoreCase);

    private static string Normalized(string path) => path.Replace('\\', '/').TrimStart('/');
}
