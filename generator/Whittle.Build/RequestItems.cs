using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Whittle.Plan;
using Whittle.Plan.Settings;

namespace Whittle.Build;

/// <summary>Requests as MSBuild items, on their way from one task to the other. The item is the request file, so that its time decides what is
/// compiled.</summary>
internal static class RequestItems
{
    private const string SettingPrefix = "Setting_";

    public static ITaskItem ToItem(ModelRequest request)
    {
        // Paths are handed over literally: %, ; and ( are legal in file names and mean something to MSBuild.
        ITaskItem2 item = new TaskItem();
        item.EvaluatedIncludeEscaped = Escape(request.RequestFile);
        item.SetMetadataValueLiteral("Model", request.Model);
        item.SetMetadataValueLiteral("ModelFullPath", request.FullPath);
        item.SetMetadataValueLiteral("ClassName", request.ClassName);
        item.SetMetadataValueLiteral("Namespace", request.Namespace);
        item.SetMetadataValueLiteral("Accessibility", request.Accessibility);
        item.SetMetadataValueLiteral("Dimensions", request.Dimensions);
        item.SetMetadataValueLiteral("ProjectDirectory", request.ProjectDirectory);
        item.SetMetadataValueLiteral("Rules", request.Rules);
        item.SetMetadataValueLiteral("PlanFile", request.PlanFile);
        item.SetMetadataValueLiteral("WeightsFile", request.WeightsFile);
        item.SetMetadataValueLiteral("Resource", request.Resource);
        foreach (var setting in request.Settings)
        {
            item.SetMetadataValueLiteral(SettingPrefix + setting.Key, FormattableString.Invariant($"{setting.From} {setting.Line} {setting.Value}"));
        }

        if (request.Problem is { } problem)
        {
            item.SetMetadataValueLiteral("ProblemId", problem.Id);
            item.SetMetadataValueLiteral("ProblemCause", problem.Cause);
            item.SetMetadataValueLiteral("ProblemCure", problem.Cure);
            item.SetMetadataValueLiteral("ProblemFile", request.ProblemPlace?.File ?? "");
            item.SetMetadataValueLiteral("ProblemLine", Number(request.ProblemPlace?.Line ?? 0));
            item.SetMetadataValueLiteral("ProblemColumn", Number(request.ProblemPlace?.Column ?? 0));
        }

        return item;
    }

    public static ModelRequest FromItem(ITaskItem item) => new()
    {
        Model = item.GetMetadata("Model"),
        FullPath = item.GetMetadata("ModelFullPath"),
        ClassName = item.GetMetadata("ClassName"),
        Namespace = item.GetMetadata("Namespace"),
        Accessibility = item.GetMetadata("Accessibility"),
        Dimensions = item.GetMetadata("Dimensions"),
        ProjectDirectory = item.GetMetadata("ProjectDirectory"),
        Settings = SettingKey.All.Select(key => Setting(key.Name, item.GetMetadata(SettingPrefix + key.Name))).OfType<PlanSetting>().ToEquatable(),
        RequestFile = item.ItemSpec,
        PlanFile = item.GetMetadata("PlanFile"),
        WeightsFile = item.GetMetadata("WeightsFile"),
        Problem = item.GetMetadata("ProblemId") is { Length: > 0 } id
            ? new PlanError(id, "", item.GetMetadata("ProblemCause"), item.GetMetadata("ProblemCure"))
            : null,
        ProblemPlace = item.GetMetadata("ProblemFile") is { Length: > 0 } file
            ? new SettingPlace(file, Number(item.GetMetadata("ProblemLine")), Number(item.GetMetadata("ProblemColumn")))
            : null,
    };

    /// <summary>"file 3 int8": origin, line, value.</summary>
    private static PlanSetting? Setting(string key, string text) =>
        text.Split([' '], 3) is [var from, var line, var value] ? new PlanSetting(key, value, from, Number(line)) : null;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Escape(string path)
    {
        var text = new System.Text.StringBuilder(path.Length);
        foreach (var c in path)
        {
            _ = c is '%' or '*' or '?' or '@' or '$' or '(' or ')' or ';' or '\''
                ? text.Append('%').Append(((int)c).ToString("x2", CultureInfo.InvariantCulture))
                : text.Append(c);
        }

        return text.ToString();
    }
}
