using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Whittle.Analyzers.CodeFixes.Models;

/// <summary>Writes the setting that cures a finding on a model into the settings file beside it, which is made when there is none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SettingFix))]
[Shared]
public sealed class SettingFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(
            RuleDescriptors.UnquantizedLayer.Id, RuleDescriptors.DenseZeros.Id, RuleDescriptors.FewDistinctValues.Id, RuleDescriptors.SparseBelowBreakEven.Id);

    public override FixAllProvider GetFixAllProvider() => SettingFixAll.Instance;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var project = context.Document.Project;
            if (ModelSetting.Of(diagnostic) is { } setting
                && await setting.ApplyAsync(project, context.CancellationToken).ConfigureAwait(false) is { } solution)
            {
                context.RegisterCodeFix(CodeAction.Create(setting.Title, _ => Task.FromResult(solution), setting.EquivalenceKey), diagnostic);
            }
        }
    }
}
