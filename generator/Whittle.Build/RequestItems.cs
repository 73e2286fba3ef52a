using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Whittle.Plan;

namespace Whittle.Build;

/// <summary>Requests as MSBuild items, on their way from one task to the other. The item is the request file, so that its time decides what is compiled.</summary>
internal static class RequestItems
{
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
        item.SetMetadataValueLiteral("PlanFile", request.PlanFile);
        item.SetMetadataValueLiteral("WeightsFile", request.WeightsFile);
        item.SetMetadataValueLiteral("Resource", request.Resource);
        if (request.Problem is { } problem)
        {
            item.SetMetadataValueLiteral("ProblemId", problem.Id);
            item.SetMetadataValueLiteral("ProblemCause", problem.Cause);
            item.SetMetadataValueLiteral("ProblemCure", problem.Cure);
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
        RequestFile = item.ItemSpec,
        PlanFile = item.GetMetadata("PlanFile"),
        WeightsFile = item.GetMetadata("WeightsFile"),
        Problem = item.GetMetadata("ProblemId") is { Length: > 0 } id
            ? new PlanError(id, "", item.GetMetadata("ProblemCause"), item.GetMetadata("ProblemCure"))
            : null,
    };

    private static string Escape(string path)
    {
        var text = new System.Text.StringBuilder(path.Length);
        foreach (var c in path)
        {
            _ = c is '%' or '*' or '?' or '@' or '$' or '(' or ')' or ';' or '\''
                ? text.Append('%').Append(((int)c).ToString("x2", System.Globalization.CultureInfo.InvariantCulture))
                : text.Append(c);
        }

        return text.ToString();
    }
}
