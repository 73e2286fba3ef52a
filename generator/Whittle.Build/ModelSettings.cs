using Microsoft.Build.Framework;
using Whittle.Compiler;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Naming;
using Whittle.Compiler.Settings;
using Whittle.Plan;
using Whittle.Plan.Settings;

namespace Whittle.Build;

/// <summary>Reads and checks what the project and the settings file say about one model.</summary>
internal static class ModelSettings
{
    private const string FromItem = "item";
    private const string Rules = "Rules";

    /// <summary>The request of one CompressedModel item, with the first thing that is wrong with it.</summary>
    /// <param name="projectDirectory">What folders in metadata are seen from.</param>
    public static ModelRequest Read(ITaskItem item, string rootNamespace, string projectDirectory)
    {
        var fullPath = item.GetMetadata("FullPath");
        var metadata = SettingKey.All.ToDictionary(key => key.Name, key => item.GetMetadata(key.Name), StringComparer.Ordinal);
        var (settings, unreadable) = ReadSettings(metadata, fullPath);
        var request = new ModelRequest
        {
            Model = item.ItemSpec,
            FullPath = fullPath,
            ClassName = ClassNames.FromFile(fullPath),
            Namespace = ClassNames.ToNamespace(rootNamespace),
            Settings = settings.All,
            ProjectDirectory = projectDirectory,

            // The compiler's configuration files end a value at a semicolon.
            Rules = item.GetMetadata(Rules).Replace(';', ','),
        };
        if ((CheckFile(item.ItemSpec, fullPath) ?? unreadable) is { } problem)
        {
            return request with { Problem = problem };
        }

        if (MetadataFault(item) is { } wrong)
        {
            return request with { Problem = new PlanError(ErrorIds.BadSetting, "", wrong.Cause, wrong.Cure) };
        }

        return SettingChecks.First(settings, projectDirectory) is { } fault
            ? request with { Problem = new PlanError(fault.Id, "", fault.Problem.Cause, fault.Problem.Cure), ProblemPlace = PlaceOf(item.ItemSpec, fault.Problem) }
            : Apply(request, settings);
    }

    /// <summary>Metadata of other names belong to whoever reads them; a name that is nearly a setting's is a mistake, and would be ignored.</summary>
    private static (string Cause, string Cure)? MetadataFault(ITaskItem item)
    {
        foreach (var name in item.CloneCustomMetadata().Keys.Cast<string>().OrderBy(name => name, StringComparer.Ordinal))
        {
            if (SettingKey.Find(name) is null && !name.Equals(Rules, StringComparison.OrdinalIgnoreCase)
                && NearestName.Of(name, SettingKey.All.Select(key => key.Name).Append(Rules)) is { } nearest)
            {
                return ($"There is no setting '{name}'.", $"Write {nearest}.");
            }
        }

        return RuleEntries.FirstFault(item.GetMetadata(Rules));
    }

    private static (EffectiveSettings Settings, PlanError? Problem) ReadSettings(Dictionary<string, string> metadata, string model)
    {
        try
        {
            return (EffectiveSettings.Read(metadata, FromItem, model), null);
        }
        catch (Exception e) when (TaskErrors.IsFileError(e))
        {
            var cause = $"the settings file '{EffectiveSettings.FileOf(model)}' cannot be read: {e.Message}";
            return (EffectiveSettings.Of(default, model), new PlanError(ErrorIds.BadSetting, "", cause, "Make it readable for the build."));
        }
    }

    private static ModelRequest Apply(ModelRequest request, EffectiveSettings settings)
    {
        var (className, ns, accessibility) = (settings.Value("ClassName"), settings.Value("Namespace"), settings.Value("Accessibility"));
        _ = DimensionList.TryParse(settings.Value("Dimensions"), out var dimensions, out _);
        return request with
        {
            ClassName = className.Length > 0 ? className : request.ClassName,
            Namespace = ns.Length > 0 ? ns : request.Namespace,
            Accessibility = accessibility.Length > 0 ? accessibility.ToLowerInvariant() : request.Accessibility,
            Dimensions = DimensionList.Format(dimensions),
        };
    }

    private static PlanError? CheckFile(string model, string fullPath)
    {
        if (File.Exists(fullPath))
        {
            return null;
        }

        return new PlanError(
            ErrorIds.FileMissing,
            "",
            Directory.Exists(fullPath) ? $"'{fullPath}' is a folder." : $"model file not found at '{fullPath}'.",
            $"Correct the path in <CompressedModel Include=\"{model}\" />, or put the file there.");
    }

    /// <summary>The settings file as the project would name it.</summary>
    private static SettingPlace? PlaceOf(string model, SettingProblem problem) =>
        problem.Line > 0 ? new SettingPlace(EffectiveSettings.FileOf(model), problem.Line, problem.Column) : null;
}
