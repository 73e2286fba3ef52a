using System.Text;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Whittle.Build;

/// <summary>
/// The cheap half of the build, run every time: checks what the project says about its models, names their classes and files, and
/// writes per model a request file whose time tells MSBuild whether the model must be compiled again. What is wrong with a model travels
/// in its request, so that the other half reports the errors of all models in one build.
/// </summary>
public sealed class NameModels : Task
{
    /// <summary>The CompressedModel items.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Absolute folder for compiled files.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>Namespace of models that name none.</summary>
    public string RootNamespace { get; set; } = "";

    /// <summary>Folder that relative folders in metadata are seen from.</summary>
    public string ProjectDirectory { get; set; } = "";

    /// <summary>One item per model: the request file, with the names of what is made from it.</summary>
    [Output]
    public ITaskItem[] Requests { get; set; } = [];

    public override bool Execute()
    {
        IReadOnlyList<ModelRequest> requests;
        try
        {
            requests = ModelRequests.Read(Models, RootNamespace, OutputDirectory, ProjectDirectory);
        }
        catch (Exception e)
        {
            Log.LogMessage(MessageImportance.Low, "{0}", e.ToString());
            Log.LogProjectError(BuildEngine.ProjectFileOfTaskNode, TaskErrors.Internal(e));
            return false;
        }

        foreach (var request in requests)
        {
            Write(request);
        }

        Requests = [.. requests.Select(RequestItems.ToItem)];
        return !Log.HasLoggedErrors;
    }

    private void Write(ModelRequest request)
    {
        try
        {
            if (OutputFile.WriteIfChanged(request.RequestFile, Encoding.UTF8.GetBytes(RequestText.Write(request))))
            {
                // File systems stamp with a coarse or even another machine's clock; outputs are stamped with ours, and the two are compared.
                OutputFile.Touch(request.RequestFile);
            }
        }
        catch (Exception e) when (TaskErrors.IsFileError(e))
        {
            Log.LogModelError(request, TaskErrors.Unwritable(request.RequestFile, e));
        }
    }
}
