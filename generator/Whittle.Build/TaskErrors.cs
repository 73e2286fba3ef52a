using Whittle.Compiler.Diagnostics;
using Whittle.Plan;

namespace Whittle.Build;

/// <summary>What can go wrong around a compilation, each with its cure.</summary>
internal static class TaskErrors
{
    public static PlanError Unreadable(Exception e) =>
        new(ErrorIds.FileMissing, "", $"the model file cannot be read: {e.Message}", "Make it readable for the build.");

    public static PlanError Unwritable(string path, Exception e) =>
        new(
            ErrorIds.OutputNotWritable,
            "",
            $"'{path}' cannot be written: {e.Message}",
            "Close the program that holds it, or make the intermediate folder writable.");

    public static PlanError Internal(Exception e) => new(
        ErrorIds.Internal,
        "",
        $"Whittle failed with {e.GetType().Name}: {e.Message}",
        "This is a fault of Whittle; please report it with the model and the output of a build with -v:diag.");

    /// <summary>Whether the outside world is to blame: files, folders and their permissions.</summary>
    public static bool IsFileError(Exception e) => e is IOException or UnauthorizedAccessException;
}
