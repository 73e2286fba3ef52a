using Microsoft.Build.Utilities;
using Whittle.Plan;

namespace Whittle.Build;

/// <summary>Reasons of the compiler as errors of the build.</summary>
internal static class ErrorLog
{
    /// <summary>Logs one error at the model's path as the project names it.</summary>
    public static void LogModelError(this TaskLoggingHelper log, ModelRequest request, PlanError error) => log.LogError(
        subcategory: null, errorCode: error.Id, helpKeyword: null, file: request.Model, lineNumber: 0, columnNumber: 0, endLineNumber: 0, endColumnNumber: 0,
        message: "{0}", Describe(request, error));

    /// <summary>"model 'digits.onnx', node 'conv1': cause. cure."</summary>
    public static string Describe(ModelRequest request, PlanError error)
    {
        var where = error.Node.Length == 0 ? "" : $", node '{error.Node}'";
        return $"model '{request.ModelFileName}'{where}: {Sentence(error.Cause)} {Sentence(error.Cure)}".Trim();
    }

    private static string Sentence(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 || ".!?".IndexOf(trimmed[trimmed.Length - 1]) >= 0 ? trimmed : trimmed + ".";
    }
}
