using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Whittle.Plan;
using Whittle.Plan.Settings;

namespace Whittle.Analyzers;

/// <summary>Judges settings files (<c>NAME.onnx.whittle</c>) where they stand: line and column of what is wrong, and files that belong to no model. And
/// thresholds of a .globalconfig.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingsAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleDescriptors.BadSettingLine, RuleDescriptors.SettingsWithoutModel, RuleDescriptors.BadThreshold);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(CheckThresholds);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Options.AdditionalFiles.Any(file => IsSettings(file.Path)))
            {
                var plans = PlanFiles.Of(start.Options.AdditionalFiles, start.CancellationToken).Select(item => item.Plan).ToList();
                start.RegisterAdditionalFileAction(action => Check(action, plans));
            }
        });
    }

    internal static bool IsSettings(string path) => path.EndsWith(SettingsFile.Extension, StringComparison.OrdinalIgnoreCase);

    // The compiler tells which keys a .globalconfig has, but not where.
    private static void CheckThresholds(CompilationAnalysisContext context)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        foreach (var key in options.Keys.Where(key => key.StartsWith(RuleEntries.Prefix, StringComparison.OrdinalIgnoreCase)).OrderBy(
            key => key, StringComparer.Ordinal))
        {
            if (options.TryGetValue(key, out var value) && RuleEntries.ThresholdFault(key.Substring(RuleEntries.Prefix.Length), value) is { } fault)
            {
                context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.BadThreshold, Location.None, fault.Cause, fault.Cure));
            }
        }
    }

    private static void Check(AdditionalFileAnalysisContext context, IReadOnlyList<ModelPlan> plans)
    {
        var file = context.AdditionalFile;
        if (!IsSettings(file.Path) || file.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var model = file.Path.Substring(0, file.Path.Length - SettingsFile.Extension.Length);
        if (!plans.Any(plan => IsPath(model, plan.ModelPath)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleDescriptors.SettingsWithoutModel,
                Location.Create(file.Path, default, default),
                Properties.Of((FactNames.Model, Path.GetFileName(model))),
                Path.GetFileName(file.Path),
                Path.GetFileName(model)));
        }

        foreach (var fault in SettingsFile.Parse(text.ToString()).Faults)
        {
            var start = new LinePosition(fault.Line - 1, fault.Column - 1);
            var lines = new LinePositionSpan(start, new LinePosition(start.Line, start.Character + fault.Text.Length));
            context.ReportDiagnostic(Diagnostic.Create(
                RuleDescriptors.BadSettingLine,
                Location.Create(file.Path, text.Lines.GetTextSpan(lines), lines),
                Properties.Of((FactNames.Setting, fault.Key), ("kind", fault.Kind), ("nearest", fault.Nearest ?? "")),
                fault.Cause,
                fault.Cure));
        }
    }

    /// <summary>Whether a full path is the one that the project names, with either kind of slash.</summary>
    private static bool IsPath(string full, string named)
    {
        var (path, end) = (full.Replace('\\', '/'), named.Replace('\\', '/'));
        while (end.StartsWith("../", StringComparison.Ordinal) || end.StartsWith("./", StringComparison.Ordinal))
        {
            end = end.Substring(end.IndexOf('/') + 1);
        }

        return path.Equals(end, StringComparison.OrdinalIgnoreCase) || path.EndsWith("/" + end, StringComparison.OrdinalIgnoreCase);
    }
}
