using Microsoft.Build.Utilities;
using Whittle.Plan;

namespace Whittle.Build;

/// <summary>Reasons of the compiler as errors of the build.</summary>
internal static class ErrorLog
{
    /// <summary>Logs one error at the model's path as the project names it, or at its place in the settings file.</summary>
    public static void LogModelError(this TaskLoggingHelper log, ModelRequest request, PlanError error)
    {
        var place = error == request.Problem ? request.ProblemPlace : null;
        Log(log, error.Id, place?.File ?? request.Model, Describe(request, error), place?.Line ?? 0, place?.Column ?? 0);
    }

    /// <summary>Logs an error that no single model is to blame for.</summary>
    public static void LogProjectError(this TaskLoggingHelper log, string project, PlanError error) =>
        Log(log, error.Id, project, $"{Sentence(error.Cause)} {Sentence(error.Cure)}");

    /// <summary>"model 'digits.onnx', node 'conv1': cause. cure."</summary>
    public static string Describe(ModelRequest request, PlanError error)
    {
        var where = error.Node.Length == 0 ? "" : $", node '{error.Node}'";
        return $"model '{request.ModelFileName}'{where}: {Sentence(error.Cause)} {Sentence(error.Cure)}".Trim();
    }

    private static void Log(TaskLoggingHelper log, string id, string file, string message, int line = 0, int column = 0) => log.LogError(
        subcategory: null,
        errorCode: id,
        helpKeyword: null,
        helpLink: RulePage.Of(id),
        file,
        line,
        column,
        endLineNumber: 0,
        endColumnNumber: 0,
        "{0}",
        message);

    private static string Sentence(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 || ".!?".IndexOf(trimmed[trimmed.Length - 1]) >= 0 ? trimmed : trimmed + ".";
    }
}
